"""Run to block: never take control from a task that can go on. One execution."""

from __future__ import annotations

from random import Random

from judge.engine.fairness import next_in_turn
from judge.engine.strategies import Sampler
from judge.engine.task import Task


class OneExecution(Sampler):
    """A strategy that runs once."""

    def __init__(self) -> None:
        self.fresh = True

    def begin(self) -> bool:
        """There is only one such execution."""
        fresh, self.fresh = self.fresh, False
        return fresh


class RunToBlock(OneExecution):
    """The execution without preemptions, tasks in the order in which they were started."""

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return the task that took the last step, else the next one round robin."""
        return keep_going(runnable, last)


def keep_going(runnable: list[Task], last: Task | None) -> Task:
    """Return ``last`` if it can go on, else the runnable task that follows it in order."""
    if last is not None and last in runnable:
        return last
    return next_in_turn(runnable, last)


def make(rng: Random) -> RunToBlock:
    """Return the strategy; it leaves nothing to chance."""
    return RunToBlock()
