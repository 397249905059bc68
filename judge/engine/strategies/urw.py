"""URW, uniform random walk: tasks weighted by the steps they have left, so that schedules, not
scheduling points, are equally likely.

Zhao, Wolff, Mathur and Roychoudhury, "Selectively uniform concurrency testing", ASPLOS 2025.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from random import Random

from judge.engine.execution import Execution
from judge.engine.strategies import Sampler
from judge.engine.task import Task


class UniformRandomWalk(Sampler):
    """Chooses a task with a probability proportional to its steps left.

    How many steps each task takes is counted in the first execution.
    """

    def __init__(self, rng: Random) -> None:
        self.random = rng.random
        self.learnt: dict[int, int] = {}
        self.taken: Counter[int] = Counter()

    def begin(self) -> bool:
        """Start counting anew."""
        self.taken = Counter()
        return True

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return a runnable task, drawn by weight."""
        taken, learnt = self.taken, self.learnt
        weights = list(
            accumulate(max(1, learnt.get(t.index, 1) - taken[t.index]) for t in runnable)
        )
        at = self.random() * weights[-1]
        chosen = next(t for t, weight in zip(runnable, weights, strict=True) if at < weight)
        taken[chosen.index] += 1
        return chosen

    def end(self, execution: Execution) -> None:
        """Learn how many steps each task takes."""
        if not self.learnt:
            self.learnt = dict(self.taken)


def make(rng: Random) -> UniformRandomWalk:
    """Return a new sampler."""
    return UniformRandomWalk(rng)
