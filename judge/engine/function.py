"""Explore a function: the shortest way to use the engine as a library."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

from judge.engine.explore import Budget, explore
from judge.engine.finder import Finder, folder_of
from judge.engine.program import Program
from judge.engine.result import Exploration
from judge.engine.rules import Rules
from judge.engine.source import Source, text_of_file


def explore_function(
    function: Callable[..., Any],
    *,
    arguments: Mapping[str, Any] | None = None,
    control: Iterable[str] = (),
    budget: Budget | None = None,
    strategy: str = "portfolio",
    seed: int = 0,
    rules: Rules | None = None,
) -> Exploration:
    """Run a function under many schedules of the threads it starts, until one fails.

    It is not the function itself that is run: the file it stands in is loaded under control, anew
    for every execution, with the modules beside it that it imports and the packages named in
    ``control``; the function of that name is called with copies of ``arguments``. So it sees
    nothing of what the module's variables have become in the meantime. Raises ``ValueError`` for
    a function that is not at the top level of a file, ``UnknownStrategy``.
    """
    return explore(
        program_of(function, arguments=arguments, control=control),
        scenario=function.__name__,
        strategy=strategy,
        seed=seed,
        rules=rules,
        budget=budget,
    )


def program_of(
    function: Callable[..., Any],
    *,
    arguments: Mapping[str, Any] | None = None,
    control: Iterable[str] = (),
) -> Program:
    """Return the program that ``explore_function`` runs, to ``tell`` a schedule of it again."""
    source = _source_of(function)
    assert source.path is not None
    package = [source.module.partition(".")[0]] if "." in source.module else []
    return Program(
        (source,),
        entry=function.__name__,
        arguments=lambda: deepcopy(dict(arguments or {})),
        finder=Finder(control=(*control, *package), folders=(folder_of(source.path),)),
    )


def _source_of(function: Callable[..., Any]) -> Source:
    module = sys.modules.get(getattr(function, "__module__", None) or "")
    name = getattr(function, "__name__", "")
    file = getattr(module, "__file__", None)
    if file is None or getattr(module, name, None) is not function:
        raise ValueError(f"{function!r} is not a function at the top level of a file")
    module_name = function.__module__
    if module_name == "__main__":
        # Under its own name it does not start itself once more.
        module_name = file[len(folder_of(file)) :].strip("/\\").partition(".")[0]
    return Source(module=module_name, file=file, text=text_of_file(module_name, file), path=file)
