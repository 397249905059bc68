"""What CPython's tests get where the engine's modules are not enough for them, or too much."""

from __future__ import annotations

import concurrent.futures
import importlib
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

from judge.engine.stdlib import StandardLibrary

Find = Callable[[str], ModuleType]


class StandIn(ModuleType):
    """A module with some members of its own; the others are found where submodules are."""

    def __init__(self, name: str, find: Find, **members: Any) -> None:
        super().__init__(name)
        self._find = find
        vars(self).update(members)

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        try:
            return self._find(f"{self.__name__}.{name}")
        except ModuleNotFoundError as error:
            raise AttributeError(f"{self.__name__} has no {name}") from error


def stand_ins(find: Find, library: StandardLibrary) -> dict[str, ModuleType]:
    """Return the stand-ins by name; ``find`` gives any module as the tests are to see it."""
    modules = [
        StandIn("test", find),
        StandIn("test.test_concurrent_futures", find),
        StandIn("concurrent", find),
        _futures(find, library),
        _thread(find, library),
        _support(find, library),
        _import_helper(find),
    ]
    return {module.__name__: module for module in modules}


def _futures(find: Find, library: StandardLibrary) -> ModuleType:
    # The tests of process pools are left out, but their classes name the pool.
    controlled = library.module("concurrent.futures")
    members = {n: getattr(controlled, n) for n in controlled.__all__ if "Process" not in n}
    members["ProcessPoolExecutor"] = concurrent.futures.ProcessPoolExecutor
    return StandIn("concurrent.futures", find, **members)


def _thread(find: Find, library: StandardLibrary) -> ModuleType:
    # There is one ``local`` under control, where CPython has another in C.
    members = vars(library.module("_thread"))
    return StandIn("_thread", find, **members, _local=library.module("_threading_local").local)


def _support(find: Find, library: StandardLibrary) -> ModuleType:
    members = dict(vars(importlib.import_module("test.support")))
    for name in ("threading_helper", "import_helper"):
        members.pop(name, None)
    clocked = {**members, "time": library.module("time")}
    for name in ("busy_retry", "sleeping_retry"):
        function = members[name]
        copy = FunctionType(function.__code__, clocked, name, function.__defaults__)
        copy.__kwdefaults__ = function.__kwdefaults__
        clocked[name] = members[name] = copy
    return StandIn("test.support", find, **members)


def _import_helper(find: Find) -> ModuleType:
    helper = importlib.import_module("test.support.import_helper")

    def import_fresh_module(name: str, fresh: Any = (), blocked: Any = ()) -> ModuleType | None:
        # Under control there is no implementation in C to choose.
        return None if fresh else find(name)

    members = {**vars(helper), "import_fresh_module": import_fresh_module}
    return StandIn("test.support.import_helper", find, **members)
