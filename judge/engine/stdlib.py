"""A private standard library: the interpreter's own modules, executed on a controlled ``_thread``.

Nothing here models ``Condition`` or ``Queue``: what a program under test gets is CPython's code of
the running version. Only the bottom (locks, thread start and end, clocks) is the engine's.
"""

from __future__ import annotations

import ast
import bisect
import builtins
import heapq
import importlib.util
import os
import random
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from itertools import count
from types import CodeType, ModuleType
from typing import Any

from judge.engine.clock_module import make_time_module
from judge.engine.containers import CONTAINERS, announce
from judge.engine.current import CURRENT
from judge.engine.hooks import hooks_for
from judge.engine.library_locks import InternalLock, WaiterLock
from judge.engine.locks import Lock
from judge.engine.operation import WHOLE
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
# Functions that read their first argument, or write it (True), without a method of it.
HEAPQ = dict.fromkeys(("heappush", "heappop", "heapify", "heapreplace", "heappushpop"), True)
BISECT = {
    **dict.fromkeys(("bisect", "bisect_left", "bisect_right"), False),
    **dict.fromkeys(("insort", "insort_left", "insort_right"), True),
}
RANDOM = {"choice": False, "choices": False, "sample": False, "shuffle": True}
# What is taken from these cannot touch the program's shared data unseen.
HARMLESS = frozenset(
    [
        "__future__",
        "abc",
        "array",
        "builtins",
        "collections",
        "contextlib",
        "copy",
        "dataclasses",
        "enum",
        "fractions",
        "functools",
        "inspect",
        "io",
        "itertools",
        "math",
        "numbers",
        "operator",
        "os",
        "pathlib",
        "pytest",
        "re",
        "reprlib",
        "statistics",
        "string",
        "sys",
        "textwrap",
        "traceback",
        "types",
        "typing",
        "unittest",
        "warnings",
        "weakref",
    ]
)
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
            "heapq": make_announced_module(heapq, HEAPQ),
            "bisect": make_announced_module(bisect, BISECT),
            "random": make_random_module(),
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
            _prepare_threading(module)
        elif name == "concurrent.futures._base":
            _prepare_futures(module)

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


def compiled(name: str) -> tuple[CodeType, str]:
    """Return the code of one of the interpreter's own modules, and its file's name."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    source = spec.loader.get_source(name)  # type: ignore[attr-defined]
    tree = ast.parse(source)
    if name == "threading":
        tree = mark_begin(with_local_last(tree))
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


def with_local_last(tree: ast.Module) -> ast.Module:
    """Move to the end of ``threading`` what needs ``local``: its Python code needs ``threading``.

    Since 3.12.2 that is asked for at the beginning, where only ``local`` in C can be had.
    """
    late = [node for node in tree.body if _needs_local(node)]
    tree.body = [node for node in tree.body if node not in late] + late
    return tree


def _needs_local(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Try | ast.Assign):
        return False
    text = ast.unparse(node)
    return "import _local as local" in text or text.endswith(" = local()")


def _prepare_threading(module: Any) -> None:
    module._allocate_lock = WaiterLock
    _give_a_real_lock(module._PyRLock)
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
    module._main_thread._ident = FIRST_IDENT


def _give_a_real_lock(rlock: Any) -> None:
    # CPython's ``RLock`` in Python makes its lock by the name that is made to make waiters here.
    make = rlock.__init__

    def make_with_lock(self: Any) -> None:
        make(self)
        self._block = Lock()

    rlock.__init__ = make_with_lock


def _prepare_futures(module: Any) -> None:
    # It would log every execution that ends while a pool is at work.
    module.LOGGER = module.logging.Logger("concurrent.futures")
    module.LOGGER.addHandler(module.logging.NullHandler())


def stable_hash(self: Any) -> int:
    """Return a hash that does not depend on where an object lies in memory."""
    execution = CURRENT.execution
    return id(self) >> 4 if execution is None else execution.memory.identity(self)


def make_announced_module(module: ModuleType, writes: Mapping[str, bool]) -> ModuleType:
    """Return a copy of ``module`` whose functions announce what they do to their first argument."""
    copy = ModuleType(module.__name__)
    vars(copy).update({name: getattr(module, name) for name in dir(module) if name[:2] != "__"})
    for name, writing in writes.items():
        setattr(copy, name, announced(getattr(module, name), writes=writing))
    return copy


def announced(function: Callable[..., Any], *, writes: bool) -> Callable[..., Any]:
    """Return ``function``, announcing that it reads or writes the container it is given first."""

    @wraps(function)
    def announcing(*arguments: Any, **named: Any) -> Any:
        if arguments and isinstance(arguments[0], CONTAINERS):
            announce(arguments[0], WHOLE, writes)
        return function(*arguments, **named)

    return announcing


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
    for name, writes in RANDOM.items():
        public[name] = announced(public[name], writes=writes)
    vars(module).update(public)
    return module


def _note_uncontrolled(root: str) -> None:
    execution = CURRENT.execution
    if execution is not None and root not in HARMLESS:
        execution.caveats.add(f"what {root} does with shared data is not seen")


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
        own = globals is not None and globals.get("__name__") in EXECUTED
        if own and full == "os":
            return library.os
        # What ``queue`` does with its heap it does under its lock: nothing to announce.
        if not library.controls(full) or (own and full == "heapq"):
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        module = library.module(full)
        if full in library.first_state:
            library.used.add(full)
        for attribute in fromlist or ():
            if not hasattr(module, attribute) and library.controls(f"{full}.{attribute}"):
                library.module(f"{full}.{attribute}")
        return module if fromlist else library.module(full.partition(".")[0])

    return controlled_import
