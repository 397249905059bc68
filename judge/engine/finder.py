"""Where the source of a program's modules is, and which of them are to be under control."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec, PathFinder
from typing import Any

from judge.engine.source import Source, text_of_file

SOURCE_SUFFIX = ".py"
# What of the judge's own threads share: under control wherever it is imported from.
FOR_TESTS = ("judge.testing",)


class Finder:
    """Finds modules as the interpreter would, and tells those apart that are to be controlled.

    These are the modules named ``control`` and all inside them, those that the interpreter would
    find directly in one of ``folders``, and the judge's own for tests. ``base``, with a separator
    at its end, is left out where files are shown to the user.
    """

    def __init__(
        self, *, control: Iterable[str] = (), folders: Iterable[str] = (), base: str = ""
    ) -> None:
        self.control = frozenset((*control, *FOR_TESTS))
        self.folders = tuple(folders)
        self.base = base
        self.beside: dict[str, bool] = {}
        self.found: dict[tuple[str, tuple[str, ...] | None], Source | None] = {}

    def wants(self, name: str) -> bool:
        """Return whether a module is to be under control."""
        if any(name == one or name.startswith(f"{one}.") for one in self.control):
            return True
        root = name.partition(".")[0]
        if root not in self.beside:
            self.beside[root] = bool(self.folders) and self._is_beside(root)
        return self.beside[root]

    def leads_to_wanted(self, name: str) -> bool:
        """Return whether modules inside this one are to be under control, though it is not."""
        return any(one.startswith(f"{name}.") for one in self.control)

    def find(self, name: str, search: Sequence[str] | None = None) -> Source | None:
        """Return the source of a module, None when it has none in Python.

        ``search`` is where its package looks for modules. Raises ``ModuleNotFoundError``.
        """
        key = (name, None if search is None else tuple(search))
        if key not in self.found:
            spec = spec_of(name, search)
            if spec is None:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)
            self.found[key] = self._source(name, spec)
        return self.found[key]

    def _is_beside(self, name: str) -> bool:
        if name in sys.builtin_module_names:
            return False
        usual = spec_of(name)
        if usual is None or usual.origin is None:
            return False
        for folder in self.folders:
            there = PathFinder.find_spec(name, [folder])
            if there is not None and there.origin == usual.origin:
                return True
        return False

    def _source(self, name: str, spec: ModuleSpec) -> Source | None:
        locations = spec.submodule_search_locations
        search = None if locations is None else tuple(locations)
        if spec.origin is None and search is not None:
            return Source(module=name, file=f"<namespace package {name}>", text="", search=search)
        text = text_of(name, spec)
        if text is None or spec.origin is None:
            return None
        shown = spec.origin.removeprefix(self.base)
        return Source(module=name, file=shown, text=text, path=spec.origin, search=search)


def spec_of(name: str, search: Sequence[str] | None = None) -> ModuleSpec | None:
    """Ask the interpreter's finders for a module, without importing anything."""
    for finder in sys.meta_path:
        find: Any = getattr(finder, "find_spec", None)
        spec: ModuleSpec | None = find(name, search, None) if find is not None else None
        if spec is not None:
            return spec
    return None


def text_of(name: str, spec: ModuleSpec) -> str | None:
    """Return the source of a module that was found, None when there is none in Python."""
    origin = spec.origin or ""
    if origin.endswith(SOURCE_SUFFIX):
        return text_of_file(name, origin)
    if origin.endswith(tuple(EXTENSION_SUFFIXES)):
        return None
    get_source = getattr(spec.loader, "get_source", None)
    text: str | None = None if get_source is None else get_source(name)
    return text


def folder_of(path: str) -> str:
    """Return the folder that a file is in."""
    return path[: max(path.rfind("/"), path.rfind("\\"))]
