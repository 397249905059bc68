"""What is patched in the private ``threading`` and ``concurrent.futures`` once they are loaded."""

from __future__ import annotations

from typing import Any

from judge.engine.current import CURRENT
from judge.engine.library_locks import WaiterLock
from judge.engine.locks import Lock
from judge.engine.task import FIRST_IDENT


def prepare_threading(module: Any) -> None:
    """Let ``threading`` make waiters that are known as such, and start threads in one step."""
    module._allocate_lock = WaiterLock
    _give_a_real_lock(module._PyRLock)
    _start_quietly(module.Thread)
    _hear_every_notify(module.Condition)
    module._main_thread._ident = FIRST_IDENT


def _start_quietly(thread: Any) -> None:
    start = thread.start

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

    thread.start = _named_like(quiet_start, start, "Thread.start")


def _hear_every_notify(condition: Any) -> None:
    notify = condition.notify

    def heard_notify(self: Any, n: int = 1) -> None:
        execution = CURRENT.execution
        if execution is not None and execution.recorder is not None and not self._waiters:
            execution.recorder.unheard(execution, self)
        notify(self, n)

    condition.notify = _named_like(heard_notify, notify, "Condition.notify")


def _named_like(new: Any, old: Any, qualname: str) -> Any:
    # Reports tell of calls by the qualified name of what was called.
    new.__name__, new.__qualname__, new.__doc__ = old.__name__, qualname, old.__doc__
    return new


def _give_a_real_lock(rlock: Any) -> None:
    # CPython's ``RLock`` in Python makes its lock by the name that is made to make waiters here.
    make = rlock.__init__

    def make_with_lock(self: Any) -> None:
        make(self)
        self._block = Lock()

    rlock.__init__ = make_with_lock


def prepare_futures(module: Any) -> None:
    """Keep ``concurrent.futures`` from logging every execution that ends while a pool works."""
    module.LOGGER = module.logging.Logger("concurrent.futures")
    module.LOGGER.addHandler(module.logging.NullHandler())


def reset_logging(module: Any) -> None:
    """Let go of all loggers and handlers: what an execution sets up is not the next one's."""
    module._handlers.clear()
    module.root.__init__(module.WARNING)
    module.Logger.manager.__init__(module.root)


def stable_hash(self: Any) -> int:
    """Return a hash that does not depend on where an object lies in memory."""
    execution = CURRENT.execution
    return id(self) >> 4 if execution is None else execution.memory.identity(self)
