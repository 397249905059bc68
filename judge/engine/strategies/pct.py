"""PCT, probabilistic concurrency testing: random priorities, lowered at a few random steps.

Burckhardt, Kothari, Musuvathi and Nagarakatte, "A randomized scheduler with probabilistic
guarantees of finding bugs", ASPLOS 2010.
"""

from __future__ import annotations

from random import Random

from judge.engine.execution import Execution
from judge.engine.operation import Kind
from judge.engine.strategies import Sampler
from judge.engine.task import Task

DEPTHS = (2, 3, 4)


class PriorityChangePoints(Sampler):
    """Runs the task with the highest priority; depths 2, 3 and 4 take turns.

    With more change points than a quarter of the steps PCT degenerates, so there are never more.
    """

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.steps = 1
        self.executions = 0

    def begin(self) -> bool:
        """Draw the steps at which a priority will be lowered."""
        depth = DEPTHS[self.executions % len(DEPTHS)]
        self.executions += 1
        self.priorities: dict[int, float] = {}
        self.lowest = 0.0
        self.step = 0
        changes = min(depth - 1, max(1, self.steps // 4))
        self.changes = set(self.rng.sample(range(1, self.steps + 1), min(changes, self.steps)))
        return True

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return the runnable task of the highest priority."""
        if len(runnable) == 1:
            return runnable[0]
        priorities = self.priorities
        for task in runnable:
            if task.index not in priorities:
                priorities[task.index] = 1 + self.rng.random()
        self.step += 1
        best = max(runnable, key=lambda task: priorities[task.index])
        if self.step in self.changes:
            self._lower(best)
            best = max(runnable, key=lambda task: priorities[task.index])
        if best.pending.kind is Kind.SLEEP:
            self._lower(best)
        return best

    def _lower(self, task: Task) -> None:
        self.lowest -= 1
        self.priorities[task.index] = self.lowest

    def end(self, execution: Execution) -> None:
        """Learn how many steps there are to choose from."""
        self.steps = max(self.steps, self.step)


def make(rng: Random) -> PriorityChangePoints:
    """Return a new sampler."""
    return PriorityChangePoints(rng)
