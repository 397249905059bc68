"""Fairness: a task that goes round without getting anywhere lets the others go first.

Musuvathi and Qadeer, "Fair stateless model checking", PLDI 2008. A task yields when it has been
idle for a round or two; from then on it comes after every task that could have run, but did not,
since it yielded before. Any number of tasks that spin cannot keep one that works from working.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from judge.engine.state import State
    from judge.engine.task import Task


class Fairness:
    """Who comes after whom; ``before`` holds, by task, those that have to go first."""

    __slots__ = ("before",)

    def __init__(self) -> None:
        self.before: dict[Task, set[Task]] = {}

    def yields(self, task: Task, execution: State) -> None:
        """Put ``task`` behind those that were passed over since it yielded before."""
        passed = {
            other
            for other in execution.runnable
            if other.ran_at < task.yielded_at and other not in (task, execution.last)
        }
        task.yielded_at = execution.steps
        if passed:
            self.before.setdefault(task, set()).update(passed)

    def ran(self, task: Task) -> None:
        """Note that ``task`` takes a step: nobody has to wait for it any longer."""
        for waiting, ahead in [*self.before.items()]:
            ahead.discard(task)
            if not ahead:
                del self.before[waiting]

    def among(self, runnable: list[Task]) -> list[Task]:
        """Return the tasks that may run, at least one."""
        free = [t for t in runnable if self.before.get(t, NOBODY).isdisjoint(runnable)]
        return free or runnable


NOBODY: frozenset[Task] = frozenset()


def next_in_turn(runnable: list[Task], last: Task | None) -> Task:
    """Return the runnable task that follows ``last`` in the order they were started."""
    at = -1 if last is None else last.index
    return min(runnable, key=lambda task: (task.index <= at, task.index))
