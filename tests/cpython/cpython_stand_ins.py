"""What CPython's tests get where the engine's modules are not enough for them, or too much."""

from __future__ import annotations

import concurrent.futures
import importlib
import unittest
from collections.abc import Callable, Mapping
from types import FunctionType, MappingProxyType, ModuleType
from typing import Any, NoReturn

from judge.engine.stdlib import StandardLibrary

Find = Callable[[str], ModuleType]
# What leads out of the execution: a test that calls one of these is left out.
BEYOND: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "os": {"fork": "forks the process"},
        "subprocess": {"Popen": "runs Python in a process of its own"},
        "test.support.script_helper": {
            "assert_python_failure": "runs Python in a process of its own",
            "assert_python_ok": "runs Python in a process of its own",
        },
    }
)
REAL_THREADS = MappingProxyType(
    {
        "_testcapi": "uses the C API, which knows real threads only",
        "_testinternalcapi": "uses the C API, which knows real threads only",
        "ctypes": "uses the C API, which knows real threads only",
    }
)


class StandIn(ModuleType):
    """A module with some members of its own; the others are found where submodules are."""

    def __init__(self, name: str, find: Find, members: Mapping[str, Any]) -> None:
        super().__init__(name)
        self._find = find
        vars(self).update({name: value for name, value in members.items() if name[:2] != "__"})

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        try:
            return self._find(f"{self.__name__}.{name}")
        except ModuleNotFoundError as error:
            raise AttributeError(f"{self.__name__} has no {name}") from error


def stand_ins(find: Find, library: StandardLibrary) -> dict[str, ModuleType]:
    """Return the stand-ins by name; ``find`` gives any module as the tests are to see it."""
    members: dict[str, Mapping[str, Any]] = {
        "test": {},
        "test.test_concurrent_futures": {},
        "concurrent": {},
        "concurrent.futures": _futures(library),
        # There is one ``local`` under control, where CPython has another in C.
        "_thread": {
            **vars(library.module("_thread")),
            "_local": library.module("_threading_local").local,
        },
        "test.support": _support(library),
        "test.support.import_helper": _import_helper(find),
    }
    for name, functions in BEYOND.items():
        refusals = {function: _refusing(reason) for function, reason in functions.items()}
        members[name] = {**vars(importlib.import_module(name)), **refusals}
    return {name: StandIn(name, find, its) for name, its in members.items()}


def _refusing(reason: str) -> Callable[..., NoReturn]:
    def refuse(*arguments: Any, **named: Any) -> NoReturn:
        raise unittest.SkipTest(reason)

    return refuse


def _futures(library: StandardLibrary) -> dict[str, Any]:
    # The tests of process pools are left out, but their classes name the pool.
    controlled = library.module("concurrent.futures")
    lazily = {n: getattr(controlled, n) for n in controlled.__all__ if "Process" not in n}
    pool = concurrent.futures.ProcessPoolExecutor
    return {**vars(controlled), **lazily, "ProcessPoolExecutor": pool}


def _support(library: StandardLibrary) -> dict[str, Any]:
    members = dict(vars(importlib.import_module("test.support")))
    for name in ("threading_helper", "import_helper", "script_helper"):
        members.pop(name, None)
    clocked = {**members, "time": library.module("time")}
    for name in ("busy_retry", "sleeping_retry"):
        function = members[name]
        copy = FunctionType(function.__code__, clocked, name, function.__defaults__)
        copy.__kwdefaults__ = function.__kwdefaults__
        clocked[name] = members[name] = copy
    return members


def _import_helper(find: Find) -> dict[str, Any]:
    helper = importlib.import_module("test.support.import_helper")

    def import_fresh_module(name: str, fresh: Any = (), blocked: Any = ()) -> ModuleType | None:
        # Under control there is no implementation in C to choose.
        return None if fresh else find(name)

    def import_module(name: str, **named: Any) -> ModuleType:
        if name in REAL_THREADS:
            raise unittest.SkipTest(REAL_THREADS[name])
        module: ModuleType = helper.import_module(name, **named)
        return module

    return {
        **vars(helper),
        "import_fresh_module": import_fresh_module,
        "import_module": import_module,
    }
