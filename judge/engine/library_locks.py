"""The locks of the standard library's own making: its bookkeeping, its waiters, its thread ends."""

from __future__ import annotations

from judge.engine.current import CURRENT
from judge.engine.locks import Lock, RLock, deadline_of, inert
from judge.engine.operation import Kind, Operation
from judge.engine.state import ENDS
from judge.engine.task import Task

# A few tries take no time; going round and round does. Not told by the idleness of the task: the
# ``clear`` of an event in every round would count as progress.
TRIES_PER_TICK = 100


class InternalLock(Lock):
    """A lock of the standard library's own bookkeeping, made when its module was loaded.

    It lives through many executions and is a scheduling point only where it is contended.
    """

    __slots__ = ()
    told = False

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock, without a scheduling point when it is free."""
        execution = CURRENT.execution
        if execution is None or execution.over:
            return True
        if not self.held:
            self._hold(execution, execution.task)
            return True
        execution.caveats.add("a lock inside the standard library was contended")
        self.execution = execution
        return super().acquire(blocking, timeout)

    def release(self) -> None:
        """Give the lock back."""
        execution = CURRENT.execution
        if execution is None or execution.over:
            self.held = False
            return
        self.execution = execution
        super().release()

    def forget(self) -> None:
        """Return to the state of a new lock, between executions."""
        self.held = False
        self.holder = None
        self.parked.clear()
        self.execution = None


class InternalRLock(InternalLock):
    """The reentrant form of ``InternalLock``."""

    __slots__ = ("depth",)

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock once more, or for the first time."""
        execution = CURRENT.execution
        if execution is not None and self.held and self.holder is execution.task:
            self.depth += 1
            return True
        self.depth = 1
        return super().acquire(blocking, timeout)

    __enter__ = acquire

    def release(self) -> None:
        """Give back one level."""
        self.depth -= 1
        if self.depth <= 0:
            super().release()


class WaiterLock(Lock):
    """The lock that ``Condition.wait`` makes for itself: taken at once, then waited at.

    Only its maker ever acquires it, so the first acquire and the way out of a wait that was
    notified are no scheduling points; a time-out is.
    """

    __slots__ = ("expired",)
    kind_name = "Condition"

    def __init__(self) -> None:
        super().__init__()
        self.operation = Operation(Kind.WAIT, self.location, writes=True)
        self.expired = False

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock; the second time, wait until it is released or the timer fires."""
        execution = self.execution
        if execution is None or execution.over:
            self.held = inert(execution, self.held)
            return True
        task = execution.task
        if not self.held:
            self.held = True
            return True
        if not blocking:
            execution.point(self.operation)
            task.expiries += 1
            execution.idled(task)
            if self.held and task.expiries % TRIES_PER_TICK == 0:
                # ``as_completed(timeout=0)`` polls until it is later than when it began.
                execution.now += 1
            return not self.held
        execution.park(self.operation, self, deadline_of(execution, blocking, timeout))
        if self.held:
            execution.account(task, self.operation)
            execution.expire(task)
            self.expired = True
            execution.heed(task)
            return False
        task.deadline = None
        self.held = True
        execution.heed(task)
        return True

    def release(self) -> None:
        """Wake the waiter: it goes on at once, to where it wants its own lock back."""
        execution = self.execution
        if execution is None or execution.over:
            self.held = False
            return
        if not self.held:
            raise RuntimeError("release unlocked lock")
        self.held = False
        if execution.records_steps:
            execution.note_release(self.location.serial)
        if self.expired and execution.recorder is not None:
            execution.recorder.wasted(execution)
        for task in self.parked:
            task.progress += 1
            execution.wake(task)
            execution.eager.append(task)
            if execution.records_steps:
                execution.note_wake(task)
            if execution.recorder is not None:
                execution.recorder.notified(execution, task)


class EndSentinel(Lock):
    """The lock that CPython releases when a thread's state goes away; joining waits at it."""

    __slots__ = ("task",)
    kind_name = "Thread"

    def __new__(cls, task: Task) -> EndSentinel:
        """Make the sentinel of ``task``."""
        return object.__new__(cls)

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task
        self.held = True
        task.sentinel = self
        self.operation = Operation(Kind.JOIN, self.location, writes=False)

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Wait until the thread has ended; False when it had not, or not in time."""
        execution = self.execution
        if execution is None:
            return self._acquire_main(blocking, timeout)
        if execution.over:
            return inert(execution, not self.task.finished)
        if execution.task is self.task:
            return True
        deadline = deadline_of(execution, blocking, timeout)
        if not blocking:
            execution.note_try(ENDS)
            execution.point(self.try_operation)
            return self.task.finished
        if deadline is not None and not execution.fair:
            execution.note_try(ENDS)
        return execution.wait_for_end(self.task, deadline)

    def _acquire_main(self, blocking: bool, timeout: float) -> bool:
        # The main thread's sentinel was made when ``threading`` was loaded, before any execution.
        execution = CURRENT.execution
        if execution is None or not blocking:
            return False
        main = execution.tasks[0]
        sentinel = main.sentinel or EndSentinel(main)
        return bool(sentinel.acquire(blocking, timeout))

    def release(self) -> None:
        """Do nothing: a thread that has ended stays ended."""

    def release_at_end(self) -> None:
        """Let everybody go on who waits for the end of the thread."""
        self.held = False
        execution = self.execution
        assert execution is not None
        if execution.records_steps:
            execution.note_release(self.location.serial)
        for task in self.parked:
            task.progress += 1
            execution.wake(task)

    def locked(self) -> bool:
        """Return whether the thread is still running."""
        return not self.task.finished


def make_rlock(*arguments: object, **named: object) -> RLock | InternalRLock:
    """Return a new ``_thread.RLock``; outside any execution one of the library's own.

    Like CPython's it takes any arguments, and does not care.
    """
    return InternalRLock() if CURRENT.execution is None else RLock()
