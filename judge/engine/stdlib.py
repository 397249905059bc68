"""A private standard library: the interpreter's own modules, executed on a controlled ``_thread``.

Nothing here models ``Condition`` or ``Queue``: what a program under test gets is CPython's code of
the running version. Only the bottom (locks, thread start and end, clocks) is the engine's.
"""

from __future__ import annotations

import builtins
import os
from collections.abc import Mapping, Sequence
from itertools import count
from types import ModuleType
from typing import Any

from judge.engine.announced_modules import SEED, make_announced_modules
from judge.engine.clock_module import make_time_module
from judge.engine.finder import folder_of
from judge.engine.hooks import hooks_for
from judge.engine.imports import absolute
from judge.engine.library_locks import InternalLock
from judge.engine.stdlib_patches import (
    prepare_futures,
    prepare_threading,
    reset_logging,
    stable_hash,
)
from judge.engine.stdlib_source import compiled
from judge.engine.thread_module import begin, make_thread_module

EXECUTED = frozenset(
    [
        "threading",
        "queue",
        "_threading_local",
        "concurrent",
        "concurrent.futures",
        "concurrent.futures._base",
        "concurrent.futures.thread",
        "logging",
        "logging.config",
        "logging.handlers",
    ]
)
PACKAGES = frozenset({"concurrent", "concurrent.futures", "logging"})
UNCONTROLLED = {
    "concurrent.futures.process": "processes cannot be controlled",
    "multiprocessing": "processes cannot be controlled",
    "_queue": "replaced by the queue module's own Python code",
}


class QuietOs(ModuleType):
    """The ``os`` that private modules see: they must not hook into forks of this process."""

    def __init__(self) -> None:
        super().__init__("os")
        hidden = {"register_at_fork"}
        vars(self).update({k: v for k, v in vars(os).items() if k not in hidden})


def make_atexit_module() -> ModuleType:
    """Return a private ``atexit``: the interpreter does not end with an execution."""
    module = ModuleType("atexit")
    vars(module).update(
        register=lambda function, *arguments, **named: function,
        unregister=lambda function: None,
        _clear=lambda: None,
        _run_exitfuncs=lambda: None,
    )
    return module


class StandardLibrary:
    """The private modules, loaded once, and put back into their first state before executions."""

    def __init__(self) -> None:
        self.modules: dict[str, ModuleType] = {
            "_thread": make_thread_module(),
            "time": make_time_module(),
            "atexit": make_atexit_module(),
            **make_announced_modules(),
        }
        self.os = QuietOs()
        self.first_state: dict[str, dict[str, Any]] = {}
        self.locks: list[InternalLock] = []
        self.containers: list[tuple[Any, Any]] = []
        self.classes: dict[str, list[tuple[type, dict[str, Any]]]] = {}
        self.class_data: dict[type, dict[str, Any]] = {}
        # At the end of every execution ``threading`` shuts pools down, even where there are none.
        self.used = {"threading", "concurrent.futures.thread"}
        self.threading = self.module("threading")
        self.main_thread = dict(vars(self.threading._main_thread))
        for name in sorted(EXECUTED):
            self.module(name)
        for name, module in self.modules.items():
            self._remember(name, module)

    def controls(self, name: str) -> bool:
        """Return whether importing ``name`` under control gives a private module."""
        return name in self.modules or name in EXECUTED or name in UNCONTROLLED

    def module(self, name: str) -> ModuleType:
        """Return a private module; raises ``ImportError`` for one that cannot be controlled."""
        if name in UNCONTROLLED:
            raise ImportError(f"{name} is not available under control: {UNCONTROLLED[name]}")
        if name not in self.modules:
            self._load(name)
        return self.modules[name]

    def _load(self, name: str) -> None:
        module = self._execute(name)
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(self.module(parent), child, module)
        if name == "threading":
            prepare_threading(module)
        elif name == "concurrent.futures._base":
            prepare_futures(module)

    def _execute(self, name: str) -> ModuleType:
        code, file = compiled(name)
        module = ModuleType(name)
        module.__file__ = file
        namespace = vars(module)
        package = name if name in PACKAGES else name.rpartition(".")[0]
        if package == name:
            module.__path__ = [folder_of(file)]
        namespace["__package__"] = package
        namespace["__builtins__"] = {
            **vars(builtins),
            "__import__": self._import_privately,
            "_kata_begin": begin,
        }
        namespace.update(hooks_for(namespace))
        self.modules[name] = module
        exec(code, namespace)
        return module

    def _import_privately(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002
        locals: Mapping[str, Any] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        full = absolute(name, globals, level)
        if full == "os":
            return self.os
        # What ``queue`` does with its heap it does under its lock: nothing to announce.
        if full == "heapq" or not self.controls(full):
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        return self.imported(full, fromlist or ())

    def imported(self, full: str, fromlist: Sequence[str]) -> ModuleType:
        """Return what ``import full`` or ``from full import fromlist`` gives of what is private.

        Raises ``ImportError`` for what cannot be controlled.
        """
        module = self.module(full)
        if full in self.first_state:
            self.used.add(full)
        for attribute in fromlist:
            if not hasattr(module, attribute) and self.controls(f"{full}.{attribute}"):
                self.module(f"{full}.{attribute}")
        return module if fromlist else self.module(full.partition(".")[0])

    def _remember(self, name: str, module: ModuleType) -> None:
        self.first_state[name] = dict(vars(module))
        self.classes[name] = []
        for key, value in vars(module).items():
            if isinstance(value, InternalLock):
                self.locks.append(value)
            elif isinstance(value, type) and value.__module__ == name:
                hashing: Any = value.__hash__
                if hashing is object.__hash__:
                    value.__hash__ = stable_hash  # type: ignore[assignment]
                self.classes[name].append((value, dict(vars(value))))
            elif type(value) in (dict, set, list) and key != "__builtins__":
                self.containers.append((value, value.copy()))

    def reset(self) -> None:
        """Put every private module back into the state it had when it was loaded."""
        for name in self.used:
            namespace, state = vars(self.modules[name]), self.first_state[name]
            if namespace != state:
                namespace.clear()
                namespace.update(state)
            for cls, attributes in self.classes[name]:
                if vars(cls) != attributes:
                    _restore_class(cls, attributes)
        for lock in self.locks:
            if lock.held or lock.parked:
                lock.forget()
        for container, first in self.containers:
            if container != first:
                _restore(container, first)
        self._reset_threading()
        if any(name.partition(".")[0] == "logging" for name in self.used):
            reset_logging(self.modules["logging"])

    def _reset_threading(self) -> None:
        threading, state = vars(self.threading), self.first_state["threading"]
        threading["_counter"] = state["_counter"] = count(1).__next__
        threading["_dangling"].clear()
        _restore_thread(threading["_main_thread"], self.main_thread)
        futures: Any = self.modules["concurrent.futures.thread"]
        if futures._threads_queues:
            futures._threads_queues.clear()
        futures.ThreadPoolExecutor._counter = count().__next__
        if "random" in self.used:
            self.modules["random"].seed(SEED)

    def shut_down(self) -> None:
        """Do what the interpreter does when the main thread has ended: wake idle pool workers."""
        for callback in reversed(self.threading._threading_atexits):
            callback()


def _restore(container: Any, first: Any) -> None:
    container.clear()
    if isinstance(container, list):
        container.extend(first)
    else:
        container.update(first)


def _restore_class(cls: type, attributes: dict[str, Any]) -> None:
    for name in set(vars(cls)) - set(attributes):
        delattr(cls, name)
    for name, value in attributes.items():
        if vars(cls).get(name) is not value:
            setattr(cls, name, value)


def _restore_thread(thread: Any, first: dict[str, Any]) -> None:
    fields = vars(thread)
    if fields == first:
        return
    for name in set(fields) - set(first):
        # What ``threading.local`` keeps here it takes away itself.
        if not name.startswith("_threading_local."):
            del fields[name]
    fields.update(first)
