"""Random walk: every runnable task is as likely as any other, at every scheduling point."""

from __future__ import annotations

from random import Random

from judge.engine.strategies import Sampler
from judge.engine.task import Task


class RandomWalk(Sampler):
    """The simplest sampler; it favours threads that have few steps left."""

    def __init__(self, rng: Random) -> None:
        self.random = rng.random

    def choose(self, runnable: list[Task], last: Task | None) -> Task:
        """Return any runnable task."""
        return runnable[int(self.random() * len(runnable))]


def make(rng: Random) -> RandomWalk:
    """Return a new random walk."""
    return RandomWalk(rng)
