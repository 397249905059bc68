"""The program that a marked test is under the engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from pathlib import Path
from types import ModuleType

import pytest

from judge.engine.finder import spec_of
from judge.engine.modules import Modules
from judge.engine.program import Finder, Program, Source
from judge.engine.source import text_of_file
from judge.engine.stdlib import StandardLibrary
from judge.interleave.fixtures import Plan, Planner, needed_homes
from judge.interleave.folders import Folders
from judge.interleave.homes import Home
from judge.interleave.plain import BadTest, by_name
from judge.interleave.settings import BadMarker, Settings
from judge.interleave.stage import Stage

# Under control ``monkeypatch`` finds the modules under control, and is a fixture like others.
PATCHING = "_pytest.monkeypatch"


@cache
def library() -> StandardLibrary:
    """Return the private standard library of this process; loading it takes a while."""
    return StandardLibrary()


def program_of(item: pytest.Function, settings: Settings) -> tuple[Program, Plan]:
    """Return the program and what it sets up; raises ``BadTest`` and ``BadMarker``."""
    if not is_plain_function(item.obj):
        raise BadTest("it does not run when it is called: it is a coroutine or a generator")
    name = item.originalname if item.cls is None else item.cls.__qualname__
    if by_name(item.module, name) is None:
        raise BadTest(f"its module has no {name} at its top level")
    sources = sources_of(item)
    finder = finder_of(item, sources, settings)
    names = {source.path or "": source.module for source in sources}
    plan = Planner(item, lambda home: is_controlled(home, names, finder)).plan()
    entry = entry_of(item, plan, names)
    return Program(sources, entry=entry, library=library(), finder=finder), plan


def is_controlled(home: Home, names: Mapping[str, str], finder: Finder) -> bool:
    """Return whether the module where a fixture stands is loaded anew for every execution."""
    return (home.module.__file__ or "") in names or finder.wants(home.module.__name__)


def entry_of(
    item: pytest.Function, plan: Plan, names: Mapping[str, str]
) -> Callable[[Modules], None]:
    """Return what the first task of an execution does."""
    folders = Folders(item)

    def run(modules: Modules) -> None:
        folders.begin()
        for name in reversed([*names.values()]):
            modules.load(name)
        Stage(item, plan, modules, names, folders).run()

    return run


def is_plain_function(function: object) -> bool:
    """Return whether calling a function runs it."""
    kinds = (iscoroutinefunction, isgeneratorfunction, isasyncgenfunction)
    return not any(kind(function) for kind in kinds)


def sources_of(item: pytest.Function) -> tuple[Source, ...]:
    """Return the module of the test, and each ``conftest.py`` that has a fixture for it.

    The nearest comes first. Pytest may give all of them one name; here only the nearest has it.
    """
    modules = {item.module.__file__: item.module}
    homes = sorted(
        needed_homes(item), key=lambda home: -len(Path(home.module.__file__ or "").parts)
    )
    modules.update({home.module.__file__: home.module for home in homes if home.is_conftest})
    sources: dict[str, Source] = {}
    for module in modules.values():
        path = module.__file__ or ""
        # With ``--import-mode=importlib`` a module may have a name by which nobody can import it.
        name = module.__name__ if is_found(module.__name__, path) else Path(path).stem
        while name in sources:
            name += "_above"
        sources[name] = source_of(module, name, item)
    return tuple(sources.values())


def is_found(name: str, path: str) -> bool:
    """Return whether importing a name would lead to a file."""
    search: Sequence[str] | None = None
    origin, at = None, ""
    for part in name.split("."):
        at = f"{at}.{part}" if at else part
        spec = spec_of(at, search)
        if spec is None:
            return False
        search, origin = spec.submodule_search_locations, spec.origin
    return origin is not None and os.path.realpath(origin) == os.path.realpath(path)


def source_of(module: ModuleType, name: str, item: pytest.Function) -> Source:
    """Return the source of a module that pytest has loaded."""
    path = Path(module.__file__ or item.path)
    text = text_of_file(module.__name__, str(path))
    return Source(module=name, file=shown(path, item), text=text, path=str(path))


def shown(path: Path, item: pytest.Function) -> str:
    """Return the name of a file as pytest shows it."""
    root = item.config.rootpath
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def finder_of(item: pytest.Function, sources: Sequence[Source], settings: Settings) -> Finder:
    """Return what finds the modules that are under control with the test."""
    for name in settings.control:
        if spec_of(name.partition(".")[0]) is None:
            raise BadMarker(f"control: there is no {name} that could be imported")
    own = [source.module.partition(".")[0] for source in sources if "." in source.module]
    return Finder(
        control=(*settings.control, *own, PATCHING),
        folders=[str(Path(source.path or "").parent) for source in sources],
        base=f"{item.config.rootpath}{os.sep}",
    )
