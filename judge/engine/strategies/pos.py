"""POS, partial order sampling: random priorities, drawn anew for operations that lost a race.

Yuan, Yang and Gu, "Partial order aware concurrency sampling", CAV 2018.
"""

from __future__ import annotations

from random import Random

from judge.engine.operation import Operation
from judge.engine.strategies import Sampler
from judge.engine.task import Task


class PartialOrderSampling(Sampler):
    """Runs the task with the highest priority.

    A pending operation gets its priority when it is first seen, and a new one whenever an
    operation it conflicts with is run before it; so the order of two conflicting operations is
    drawn fresh each time, whatever came before.
    """

    def __init__(self, rng: Random) -> None:
        self.random = rng.random
        self.priorities: dict[int, float] = {}

    def begin(self) -> bool:
        """Forget the priorities of the last execution."""
        self.priorities = {}
        return True

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return the runnable task of the highest priority."""
        priorities = self.priorities
        best = runnable[0]
        highest = -1.0
        for task in runnable:
            priority = priorities.get(task.index)
            if priority is None:
                priority = priorities[task.index] = self.random()
            if priority > highest:
                best, highest = task, priority
        del priorities[best.index]
        if len(runnable) > 1 and best.pending.location is not None:
            self._redraw(runnable, best.pending)
        return best

    def _redraw(self, runnable: list[Task], chosen: Operation) -> None:
        whole = chosen.location.whole  # type: ignore[union-attr]
        for task in runnable:
            pending = task.pending
            location = pending.location
            if location is None or location.whole is not whole:
                continue
            if chosen.writes or pending.writes:
                self.priorities.pop(task.index, None)


def make(rng: Random) -> PartialOrderSampling:
    """Return a new sampler."""
    return PartialOrderSampling(rng)
