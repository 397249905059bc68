"""The locks at the bottom: all that CPython's own ``threading`` needs to be built on.

There is no scheduling point before a release unless somebody asks whether a lock is free without
waiting for it: a task that is about to release can only make others runnable, and whoever they are
may go on at the next point.
"""

from __future__ import annotations

import sys
from math import ceil
from typing import TYPE_CHECKING, Any

from judge.engine.current import CURRENT
from judge.engine.operation import Kind, Operation, Resource
from judge.engine.state import TICKS_PER_SECOND, TRIED

if TYPE_CHECKING:
    from judge.engine.execution import Execution
    from judge.engine.task import Task

TIMEOUT_MAX = 9223372036.0


def ticks_in(seconds: float) -> int:
    """Return a duration in whole ticks of virtual time, never shorter than asked for.

    Raises ``OverflowError`` for one that CPython's clocks cannot hold.
    """
    if seconds > TIMEOUT_MAX:
        raise OverflowError("timestamp too large to convert to C _PyTime_t")
    return ceil(seconds * TICKS_PER_SECOND)


def deadline_of(execution: Execution, blocking: bool, timeout: float) -> int | None:
    """Return the virtual time at which a wait gives up, None for never.

    Raises ``ValueError`` and ``OverflowError`` for what CPython's locks refuse.
    """
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout == -1:
        return None
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return execution.deadline_in(ticks_in(timeout))


class Lock:
    """``_thread.lock``: held or free, given back by anybody.

    ``parked`` are the tasks that have announced an acquire and have not got it yet; ``made_by`` and
    ``made_on`` the code and the line that made the lock. Stories leave out the locks that are not
    to be ``told`` of.
    """

    __slots__ = (
        "__weakref__",
        "acquired_at",
        "execution",
        "held",
        "holder",
        "location",
        "made_by",
        "made_on",
        "operation",
        "parked",
        "trying",
    )
    kind_name = "Lock"
    told = True

    def __new__(cls) -> Lock:
        """Make a lock; outside any execution it is one of the library's own bookkeeping."""
        if cls is Lock and CURRENT.execution is None:
            from judge.engine.library_locks import InternalLock

            cls = InternalLock
        return object.__new__(cls)

    def __init__(self) -> None:
        execution = CURRENT.execution
        self.execution = execution
        self.held = False
        self.holder: Task | None = None
        self.acquired_at: Any = None
        self.parked: list[Task] = []
        serial = 0
        maker = sys._getframe(1)
        self.made_by = maker.f_code
        self.made_on = maker.f_lineno
        if execution is not None:
            serial = execution.memory.next_serial()
            if execution.recorder is not None:
                execution.recorder.made(self)
        self.location = Resource(self.kind_name, serial=serial)
        self.operation = Operation(Kind.ACQUIRE, self.location, writes=True)
        self.trying: Operation | None = None

    @property
    def site(self) -> tuple[str, str]:
        """Where the lock was made, the same in every execution."""
        return TRIED, f"{self.made_by.co_filename}:{self.made_on}"

    @property
    def try_operation(self) -> Operation:
        """The operation of an acquire that does not wait."""
        if self.trying is None:
            self.trying = Operation(Kind.TRY_ACQUIRE, self.location, writes=True)
        return self.trying

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock; False when it could not be had without waiting or in time."""
        execution = self.execution
        if execution is None or execution.over:
            self.held = inert(execution, self.held)
            return True
        deadline = deadline_of(execution, blocking, timeout)
        if not blocking:
            return self._try(execution)
        if deadline is not None and not execution.fair:
            execution.note_try(self.site)
        task = execution.task
        if not execution.announcing and not self.held:
            self._take(execution, task)
            return True
        execution.park(self.operation, self, deadline)
        execution.account(task, self.operation)
        if self.held:
            execution.expire(task)
            return False
        task.deadline = None
        self._take(execution, task)
        return True

    def _try(self, execution: Execution) -> bool:
        execution.note_try(self.site)
        execution.point(self.try_operation)
        if self.held:
            if execution.recorder is not None:
                execution.recorder.refused(self, execution.task)
            execution.idled(execution.task)
            return False
        self._take(execution, execution.task)
        return True

    def _take(self, execution: Execution, task: Task) -> None:
        self._hold(execution, task)
        if execution.recorder is not None:
            execution.recorder.acquired(self, task)

    def _hold(self, execution: Execution, task: Task) -> None:
        self.held = True
        self.holder = task
        for other in self.parked:
            if other.deadline is None or execution.fair:
                execution.rest(other)

    def release(self) -> None:
        """Give the lock back; raises ``RuntimeError`` when it is not held."""
        execution = self.execution
        if execution is None or execution.over:
            self.held = False
            return
        if execution.announcing:
            execution.release_point(seen=bool(execution.tried) and self.site in execution.tried)
        if execution.records_steps and self.holder is not execution.task:
            execution.note_foreign(self.location.serial)
        if not self.held:
            raise RuntimeError("release unlocked lock")
        self.held = False
        self.holder = None
        if execution.records_steps:
            execution.note_release(self.location.serial)
        if execution.recorder is not None and self.told:
            execution.recorder.released(execution, self)
        for task in self.parked:
            if task.parked:
                if task.writes_seen != execution.writes:
                    task.progress += 1
                execution.wake(task)

    def locked(self) -> bool:
        """Return whether somebody holds the lock at this moment."""
        execution = self.execution
        if execution is not None and not execution.over and execution.announcing:
            execution.note_try(self.site)
            execution.point(self.try_operation)
        return self.held

    def _is_owned(self) -> bool:
        # CPython's Condition asks by trying to acquire; asking is not worth a scheduling point.
        return self.held or self.execution is None or self.execution.over

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *exception: object) -> None:
        self.release()

    def __hash__(self) -> int:
        return self.location.serial

    def __eq__(self, other: object) -> bool:
        return self is other

    def _at_fork_reinit(self) -> None:
        self.held = False

    def __repr__(self) -> str:
        state = "locked" if self.held else "unlocked"
        return f"<{state} _thread.lock object at {self.location.serial:#x}>"


class RLock:
    """``_thread.RLock``: may be taken again by the task that holds it."""

    __slots__ = ("__weakref__", "count", "lock", "owner")

    def __init__(self) -> None:
        self.lock = _RLockCore()
        self.owner: Task | None = None
        self.count = 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock, at once when the current task holds it already."""
        execution = self.lock.execution
        if execution is None or execution.over:
            own = execution is not None and self.owner is execution.task
            self.lock.held = inert(execution, self.lock.held and not own)
            return True
        if self.owner is execution.task:
            self.count += 1
            return True
        if not self.lock.acquire(blocking, timeout):
            return False
        self.owner = execution.task
        self.count = 1
        return True

    __enter__ = acquire

    def release(self) -> None:
        """Give back one level; raises ``RuntimeError`` for a task that does not hold it."""
        execution = self.lock.execution
        if execution is None or execution.over:
            self.lock.held = False
            return
        if self.owner is not execution.task or self.owner is None:
            raise RuntimeError("cannot release un-acquired lock")
        self.count -= 1
        if self.count == 0:
            self.owner = None
            self.lock.release()

    def __exit__(self, *exception: object) -> None:
        self.release()

    def _is_owned(self) -> bool:
        execution = self.lock.execution
        return execution is None or execution.over or self.owner is execution.task

    def _release_save(self) -> tuple[int, Task | None]:
        if self.count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        state = (self.count, self.owner)
        self.count = 0
        self.owner = None
        self.lock.release()
        return state

    def _acquire_restore(self, state: tuple[int, Task | None]) -> None:
        self.lock.acquire()
        self.count, self.owner = state

    def _recursion_count(self) -> int:
        return self.count if self._is_owned() else 0

    def _at_fork_reinit(self) -> None:
        self.lock._at_fork_reinit()
        self.owner = None
        self.count = 0

    def __hash__(self) -> int:
        return hash(self.lock)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __repr__(self) -> str:
        state = "locked" if self.lock.held else "unlocked"
        owner = 0 if self.owner is None else self.owner.ident
        at = f"{self.lock.location.serial:#x}"
        return f"<{state} _thread.RLock object owner={owner} count={self.count} at {at}>"


class _RLockCore(Lock):
    __slots__ = ()
    kind_name = "RLock"


def inert(execution: Execution | None, held: bool) -> bool:
    """Return True for a lock taken outside any execution, or while the tasks of one are left.

    A task that would have to wait is left at once, and so is one that goes on for too long; but
    finalizers and clean-ups may take what is free. Some run long after their execution.
    """
    if execution is None or execution is not CURRENT.execution or execution.in_hub():
        return True
    if held or execution.is_tired():
        execution.abandon()
    return True
