"""A controlled ``_thread``: what CPython's own ``threading`` is executed on top of."""

from __future__ import annotations

import _thread
import signal
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

import greenlet as greenlets

from judge.engine.current import CURRENT
from judge.engine.execution import Execution
from judge.engine.library_locks import EndSentinel, make_rlock
from judge.engine.locks import TIMEOUT_MAX, Lock
from judge.engine.operation import BEGIN
from judge.engine.task import FIRST_IDENT, Task


def running() -> Execution:
    """Return the execution under way; raises ``RuntimeError`` when there is none."""
    if CURRENT.execution is None:
        raise RuntimeError("can't start new thread")
    return CURRENT.execution


def get_ident() -> int:
    """Return the ident of the current task."""
    execution = CURRENT.execution
    return FIRST_IDENT if execution is None or execution.task is None else execution.task.ident


def start_new_thread(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any] | None = None
) -> int:
    """Start a thread; return its ident. A raw thread is one that nobody waits for at the end."""
    thread = getattr(function, "__self__", None)
    daemon = bool(getattr(thread, "daemon", True))
    return _start(function, args, kwargs or {}, thread, daemon=daemon).ident


def start_joinable_thread(
    function: Callable[[], Any], *, handle: ThreadHandle | None = None, daemon: bool = True
) -> ThreadHandle:
    """Start a thread with a handle to join it by (CPython 3.13)."""
    handle = handle or ThreadHandle()
    if handle.task is not None:
        raise RuntimeError("thread already started")
    thread = getattr(function, "__self__", None)
    _start(function, (), {}, thread, daemon=daemon, handle=handle)
    return handle


def _start(
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    thread: Any,
    *,
    daemon: bool,
    handle: ThreadHandle | None = None,
) -> Task:
    execution = running()
    if execution.over:
        execution.abandon()
    task = execution.spawn(_letting_go(function, args, kwargs), daemon=daemon)
    if handle is not None:
        handle.started(task)
    if hasattr(thread, "_bootstrap_inner"):
        task.thread = thread
        task.name = thread.name
        if execution.recorder is not None:
            execution.recorder.started(execution, task)
        _run_prologue(execution, task)
        task.thread = None
    else:
        execution.announcing = True
    return task


def _letting_go(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Callable[[], None]:
    # Programs can see, by weak references and finalizers, that a thread that has ended holds
    # nothing any more; the task is kept until the end of the execution.
    calls = [(function, args, kwargs)]

    def run() -> None:
        function, args, kwargs = calls.pop()
        function(*args, **kwargs)

    return run


def _run_prologue(execution: Execution, task: Task) -> None:
    starter = execution.task
    here = greenlets.getcurrent()
    # ``begin`` finds its way back through the name, which a thread has no use for until then.
    task.waiting_on = here
    execution.task = task
    task.greenlet.switch()
    execution.task = starter


def begin() -> None:
    """Park a new thread between CPython's own prologue and its ``run``."""
    execution = running()
    task = execution.task
    starter, task.waiting_on = task.waiting_on, None
    task.pending = BEGIN
    starter.switch()
    if execution.over:
        execution.abandon()
    execution.account(task, BEGIN)


def set_sentinel() -> EndSentinel:
    """Return the lock that is released when the current thread has ended (CPython < 3.13)."""
    execution = CURRENT.execution
    if execution is None or execution.task is None:
        return EndSentinel(Task(0, _nothing, daemon=False))
    return EndSentinel(execution.task)


def _nothing() -> None:
    return None


class ThreadHandle:
    """``_thread._ThreadHandle`` of CPython 3.13."""

    def __init__(self) -> None:
        self.task: Task | None = None
        self.ident: int | None = None
        self.done = False

    def started(self, task: Task) -> None:
        """Tie the handle to the task it stands for."""
        self.task = task
        self.ident = task.ident
        EndSentinel(task)

    def is_done(self) -> bool:
        """Return whether the thread has ended; the answer depends on when it is asked."""
        if self.task is None:
            return self.done
        execution = self.task.sentinel.execution
        if execution.announcing and not execution.over:
            execution.point(self.task.sentinel.try_operation)
        return self.done or self.task.finished

    def join(self, timeout: float | None = None) -> None:
        """Wait until the thread has ended.

        Raises ``RuntimeError`` for the current thread and for one that was never started.
        """
        self._check_started()
        if self.task is None and self.ident == FIRST_IDENT and not self.done:
            EndSentinel(Task(0, _nothing, daemon=False)).acquire()
        if self.done or self.task is None:
            return
        sentinel = self.task.sentinel
        if sentinel.execution.over:
            sentinel.execution.abandon()
        if sentinel.execution.task is self.task:
            raise RuntimeError("Cannot join current thread")
        sentinel.acquire(True, -1 if timeout is None or timeout < 0 else timeout)

    def _set_done(self) -> None:
        self._check_started()
        self.done = True

    def _check_started(self) -> None:
        if self.ident is None:
            raise RuntimeError("thread not started")


def make_thread_handle(ident: int) -> ThreadHandle:
    """Return the handle of a thread that was not started through one."""
    handle = ThreadHandle()
    handle.ident = ident
    return handle


def excepthook(args: Any) -> None:
    """Take an exception that left a thread: the execution ends with it."""
    execution = CURRENT.execution
    if execution is None or execution.over or args.exc_type is SystemExit:
        return
    execution.failed(execution.task, args.exc_value)
    execution.abandon()


def leave() -> None:
    """End the current thread."""
    raise SystemExit


def interrupt_main(signum: int = signal.SIGINT) -> None:
    """Let the main thread go on as if it had got a signal; raises ``ValueError`` for none."""
    handler: Any = signal.getsignal(signum)
    execution = running()
    if not callable(handler) or execution.tasks[0].finished or execution.over:
        return
    execution.caveats.add("the main thread was interrupted")
    execution.alarm = partial(handler, signum, None)
    execution.heed(execution.task)


def make_thread_module() -> ModuleType:
    """Return a new controlled ``_thread``, with what any supported ``threading`` asks for."""
    module = ModuleType("_thread")
    vars(module).update(
        LockType=Lock,
        RLock=make_rlock,
        TIMEOUT_MAX=TIMEOUT_MAX,
        _ExceptHookArgs=_thread._ExceptHookArgs,
        _ThreadHandle=ThreadHandle,
        _count=lambda: len([t for t in running().tasks if not t.finished]) - 1,
        _excepthook=excepthook,
        _get_main_thread_ident=lambda: FIRST_IDENT,
        _is_main_interpreter=lambda: True,
        _make_thread_handle=make_thread_handle,
        _set_sentinel=set_sentinel,
        _shutdown=lambda: None,
        allocate=Lock,
        allocate_lock=Lock,
        daemon_threads_allowed=lambda: True,
        error=RuntimeError,
        exit=leave,
        exit_thread=leave,
        get_ident=get_ident,
        get_native_id=get_ident,
        interrupt_main=interrupt_main,
        lock=Lock,
        stack_size=lambda size=0: 0,
        start_joinable_thread=start_joinable_thread,
        start_new=start_new_thread,
        start_new_thread=start_new_thread,
    )
    return module
