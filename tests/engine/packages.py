"""Programs over files, for the tests of what is under control besides the program itself."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from helpers import AID, library

from judge.engine.explore import Budget, explore
from judge.engine.program import Finder, Program, Source
from judge.engine.result import Exploration, Failure

Make = Callable[..., Program]


@pytest.fixture(name="make")
def making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Make a program over files in a folder that modules are imported from."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield partial(made, tmp_path)
    for name in set(sys.modules) - before:
        del sys.modules[name]


def made(
    folder: Path,
    text: str,
    files: Mapping[str, str],
    *,
    control: tuple[str, ...] = ("shop",),
    recorded: list[Any] | None = None,
    **how: Any,
) -> Program:
    """Write files into a folder that modules are imported from; return the program over them."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(content))
    importlib.invalidate_caches()
    sources = {"program": text, "aid": AID}
    return Program(
        tuple(Source(module=n, file=f"{n}.py", text=dedent(t)) for n, t in sources.items()),
        entry="main",
        arguments={} if recorded is None else {"record": recorded.append},
        library=library(),
        finder=Finder(control=control, base=f"{folder}/", **how),
    )


def searched(program: Program, executions: int = 200) -> Exploration:
    """Explore a program."""
    return explore(program, budget=Budget(executions=executions))


def failure_of(program: Program) -> Failure:
    """Return the failure that exploring a program finds."""
    failure = searched(program).failure
    assert failure is not None
    return failure


def recorded_by(make: Make, text: str, files: Mapping[str, str], **how: Any) -> list[Any]:
    """Return what one execution records; it has to end well."""
    recorded: list[Any] = []
    exploration = searched(make(text, files, recorded=recorded, **how), executions=1)
    assert exploration.failure is None, exploration.failure.outcome.message
    return recorded
