"""The state of a thread at a moment of an execution, in the five words that textbooks use."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from judge.engine.current import CURRENT
from judge.engine.execution import Execution
from judge.engine.operation import Kind
from judge.engine.task import FIRST_IDENT, Task


class ThreadState(StrEnum):
    """What a thread is doing. One that is running is runnable, too."""

    NEW = "new"
    RUNNABLE = "runnable"
    WAITING = "waiting"
    TIMED_WAITING = "timed waiting"
    TERMINATED = "terminated"


def state(thread: Any) -> str:
    """Return the state that a thread under control is in; programs call this.

    Before it looks, any other thread may go on.
    """
    execution = CURRENT.execution
    assert execution is not None
    let_others_go(execution)
    if thread.ident is None:
        return ThreadState.NEW.value
    return state_of(execution, execution.tasks[thread.ident - FIRST_IDENT]).value


def state_of(execution: Execution, task: Task) -> ThreadState:
    """Return the state of a task that has been started."""
    if task.finished:
        return ThreadState.TERMINATED
    if task is execution.task:
        return ThreadState.RUNNABLE
    if task.waiting_on is not None:
        if not task.waiting_on.held:
            return ThreadState.RUNNABLE
        return ThreadState.WAITING if task.deadline is None else ThreadState.TIMED_WAITING
    asleep = task.pending.kind is Kind.SLEEP and task.deadline is not None
    return ThreadState.TIMED_WAITING if asleep else ThreadState.RUNNABLE


def let_others_go(execution: Execution) -> None:
    """Make this moment a scheduling point, once there is anybody else."""
    if execution.announcing and not execution.over:
        execution.release_point(seen=True)
