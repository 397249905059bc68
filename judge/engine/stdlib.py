"""A private standard library: the interpreter's own modules, executed on a controlled ``_thread``.

Nothing here models ``Condition`` or ``Queue``: what a program under test gets is CPython's code of
the running version. Only the bottom (locks, thread start and end, clocks) is the engine's.
"""

from __future__ import annotations

import ast
import builtins
import importlib.util
import os
import random
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from types import CodeType, ModuleType
from typing import Any

from judge.engine.clock_module import make_time_module
from judge.engine.current import CURRENT
from judge.engine.hooks import hooks_for
from judge.engine.locks import InternalLock, WaiterLock
from judge.engine.rewrite import rewrite
from judge.engine.task import FIRST_IDENT
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
    ]
)
UNCONTROLLED = {
    "concurrent.futures.process": "processes cannot be controlled",
    "multiprocessing": "processes cannot be controlled",
    "_queue": "replaced by the queue module's own Python code",
}
# What these classes do without a lock has to be announced.
ANNOUNCED = {
    "threading": frozenset({"Event", "Barrier"}),
    "queue": frozenset({"_PySimpleQueue"}),
}
SEED = 20


class QuietOs(ModuleType):
    """The ``os`` that private modules see: they must not hook into forks of this process."""

    def __init__(self) -> None:
        super().__init__("os")
        hidden = {"register_at_fork"}
        vars(self).update({k: v for k, v in vars(os).items() if k not in hidden})


class StandardLibrary:
    """The private modules, loaded once, and put back into their first state before executions."""

    def __init__(self) -> None:
        self.modules: dict[str, ModuleType] = {
            "_thread": make_thread_module(),
            "time": make_time_module(),
        }
        self.os = QuietOs()
        self.first_state: dict[str, dict[str, Any]] = {}
        self.locks: list[InternalLock] = []
        self.containers: list[tuple[Any, Any]] = []
        self.class_data: dict[type, dict[str, Any]] = {}
        self.used = {"threading"}
        self.threading = self.module("threading")
        for name in sorted(EXECUTED | {"random"}):
            self.module(name)
        for name in EXECUTED:
            self._remember(name, self.modules[name])
        self.first_state["random"] = dict(vars(self.modules["random"]))

    def controls(self, name: str) -> bool:
        """Return whether importing ``name`` under control gives a private module."""
        root = name.partition(".")[0]
        return name in self.modules or name in EXECUTED or root == "random" or name in UNCONTROLLED

    def module(self, name: str) -> ModuleType:
        """Return a private module; raises ``ImportError`` for one that cannot be controlled."""
        if name in UNCONTROLLED:
            raise ImportError(f"{name} is not available under control: {UNCONTROLLED[name]}")
        if name not in self.modules:
            self._load(name)
        return self.modules[name]

    def _load(self, name: str) -> None:
        module = make_random_module() if name == "random" else self._execute(name)
        self.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(self.module(parent), child, module)
        if name == "threading":
            _prepare_threading(module)

    def _execute(self, name: str) -> ModuleType:
        code, file = compiled(name)
        module = ModuleType(name)
        module.__file__ = file
        namespace = vars(module)
        package = name if name in ("concurrent", "concurrent.futures") else name.rpartition(".")[0]
        if package == name:
            module.__path__ = []
        namespace["__package__"] = package
        namespace["__builtins__"] = {
            **vars(builtins),
            "__import__": importer(self, {}),
            "_kata_begin": begin,
        }
        namespace.update(hooks_for(namespace))
        self.modules[name] = module
        exec(code, namespace)
        return module

    def _remember(self, name: str, module: ModuleType) -> None:
        self.first_state[name] = dict(vars(module))
        for value in vars(module).values():
            if isinstance(value, InternalLock):
                self.locks.append(value)
            elif type(value) in (dict, set, list) and value is not vars(module)["__builtins__"]:
                self.containers.append((value, value.copy()))

    def reset(self) -> None:
        """Put every private module back into the state it had when it was loaded."""
        self._reset_threading()
        for name in self.used:
            namespace, state = vars(self.modules[name]), self.first_state[name]
            if namespace != state:
                namespace.clear()
                namespace.update(state)
        for lock in self.locks:
            if lock.held or lock.parked:
                lock.forget()
        for container, first in self.containers:
            if container != first:
                _restore(container, first)

    def _reset_threading(self) -> None:
        threading, state = vars(self.threading), self.first_state["threading"]
        threading["_counter"] = state["_counter"] = count(1).__next__
        threading["_dangling"].clear()
        state["_main_thread"]._name = "MainThread"
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


def compiled(name: str) -> tuple[CodeType, str]:
    """Return the code of one of the interpreter's own modules, and its file's name."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    source = spec.loader.get_source(name)  # type: ignore[attr-defined]
    tree = ast.parse(source)
    if name == "threading":
        tree = mark_begin(tree)
    if name in ANNOUNCED:
        tree = rewrite(tree, only=ANNOUNCED[name])
    return compile(tree, spec.origin or name, "exec", dont_inherit=True), spec.origin or name


class _BeginMarker(ast.NodeTransformer):
    found = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self.generic_visit(node) if node.name == "_bootstrap_inner" else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        if ast.unparse(node) != "self.run()":
            return node
        self.found += 1
        call = ast.Call(ast.Name("_kata_begin", ast.Load()), [], [])
        return [ast.copy_location(ast.Expr(call), node), node]


def mark_begin(tree: ast.Module) -> ast.Module:
    """Announce in ``Thread._bootstrap_inner`` that a new thread is about to run its own code.

    Raises ``RuntimeError`` for a ``threading`` that starts its threads in a way not known here.
    """
    marker = _BeginMarker()
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == "Thread":
            marker.generic_visit(node)
    if marker.found != 1:
        raise RuntimeError("this interpreter's threading.Thread is not supported")
    return ast.fix_missing_locations(tree)


def _prepare_threading(module: Any) -> None:
    module._allocate_lock = WaiterLock
    start = module.Thread.start

    def quiet_start(self: Any) -> None:
        # Starting waits for the child's first words, which it has said by then: no choice in it.
        execution = CURRENT.execution
        if execution is None:
            start(self)
            return
        if execution.over:
            execution.abandon()
        before, execution.announcing = execution.announcing, False
        try:
            start(self)
        except BaseException:
            execution.announcing = before
            raise
        execution.announcing = not execution.over

    notify = module.Condition.notify

    def heard_notify(self: Any, n: int = 1) -> None:
        execution = CURRENT.execution
        if execution is not None and execution.recorder is not None and not self._waiters:
            execution.recorder.unheard(execution, self)
        notify(self, n)

    heard_notify.__name__ = "notify"
    heard_notify.__qualname__ = "Condition.notify"
    heard_notify.__doc__ = notify.__doc__
    module.Condition.notify = heard_notify
    quiet_start.__name__ = "start"
    quiet_start.__qualname__ = "Thread.start"
    quiet_start.__doc__ = start.__doc__
    module.Thread.start = quiet_start
    module.Thread.__hash__ = _thread_hash
    module._main_thread._ident = FIRST_IDENT


def _thread_hash(self: Any) -> int:
    execution = CURRENT.execution
    return id(self) >> 4 if execution is None else execution.identity(self)


def make_random_module() -> ModuleType:
    """Return a private ``random`` whose unseeded generators give the same numbers every time."""
    module = ModuleType("random")

    class Random(random.Random):
        """``random.Random``, seeded by the execution where its user does not care."""

        def seed(self, a: Any = None, version: int = 2) -> None:
            """Seed the generator."""
            super().seed(SEED if a is None else a, version)

    Random.__qualname__ = "Random"
    shared = Random(SEED)
    public: dict[str, Any] = {name: getattr(random, name) for name in random.__all__}
    public.update({n: getattr(shared, n) for n in random.__all__ if hasattr(shared, n)})
    public["Random"] = public["SystemRandom"] = Random
    vars(module).update(public)
    return module


def importer(
    library: StandardLibrary, programs: Mapping[str, Callable[[], ModuleType]]
) -> Callable[..., ModuleType]:
    """Return the ``__import__`` of modules under control.

    ``programs`` load the program's own modules by name.
    """

    def controlled_import(
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002
        locals: Mapping[str, Any] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        full = name
        if level and globals is not None:
            full = importlib.util.resolve_name("." * level + name, globals["__package__"])
        if full in programs:
            return programs[full]()
        if full == "os" and globals is not None and globals.get("__name__") in EXECUTED:
            return library.os
        if not library.controls(full):
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        module = library.module(full)
        if full in library.first_state:
            library.used.add(full)
        for attribute in fromlist or ():
            if not hasattr(module, attribute) and library.controls(f"{full}.{attribute}"):
                library.module(f"{full}.{attribute}")
        return module if fromlist else library.module(full.partition(".")[0])

    return controlled_import
