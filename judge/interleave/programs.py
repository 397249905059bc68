"""The program that a marked test is under the engine."""

from __future__ import annotations

import os
from functools import cache
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from pathlib import Path

import pytest

from judge.engine.finder import spec_of
from judge.engine.program import Finder, Program, Source
from judge.engine.source import text_of_file
from judge.engine.stdlib import StandardLibrary
from judge.interleave.arguments import BadTest, arguments_of
from judge.interleave.settings import BadMarker, Settings


@cache
def library() -> StandardLibrary:
    """Return the private standard library of this process; loading it takes a while."""
    return StandardLibrary()


def program_of(item: pytest.Function, settings: Settings) -> Program:
    """Return the program; raises ``BadTest`` and ``BadMarker``."""
    if item.cls is not None:
        raise BadTest("it is a method; interleave runs functions at the top level of a module")
    if not is_plain_function(item.obj):
        raise BadTest("it does not run when it is called: it is a coroutine or a generator")
    name = item.originalname
    if getattr(item.module, name, None) is None:
        raise BadTest(f"its module has no {name} at its top level")
    arguments = arguments_of(item)
    source = source_of(item)
    finder = finder_of(item, source, settings)
    return Program((source,), entry=name, arguments=arguments, library=library(), finder=finder)


def is_plain_function(function: object) -> bool:
    """Return whether calling a function runs it."""
    kinds = (iscoroutinefunction, isgeneratorfunction, isasyncgenfunction)
    return not any(kind(function) for kind in kinds)


def source_of(item: pytest.Function) -> Source:
    """Return the module of the test."""
    path = Path(item.module.__file__ or item.path)
    return Source(
        module=item.module.__name__,
        file=shown(path, item),
        text=text_of_file(item.module.__name__, str(path)),
        path=str(path),
    )


def shown(path: Path, item: pytest.Function) -> str:
    """Return the name of a file as pytest shows it."""
    root = item.config.rootpath
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def finder_of(item: pytest.Function, source: Source, settings: Settings) -> Finder:
    """Return what finds the modules that are under control with the test."""
    for name in settings.control:
        if spec_of(name.partition(".")[0]) is None:
            raise BadMarker(f"control: there is no {name} that could be imported")
    root = source.module.partition(".")[0]
    own = (root,) if "." in source.module else ()
    base = f"{item.config.rootpath}{os.sep}"
    return Finder(
        control=(*settings.control, *own), folders=(str(Path(source.path or "").parent),), base=base
    )
