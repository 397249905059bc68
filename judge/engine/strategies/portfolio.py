"""The portfolio: several strategies in turn, because no single one wins on every program."""

from __future__ import annotations

from random import Random

from judge.engine.execution import Execution
from judge.engine.strategies import Strategy, pos, random_walk, run_to_block
from judge.engine.task import Task


class Portfolio:
    """One execution without preemptions, then the samplers in turn."""

    def __init__(self, first: Strategy, samplers: list[Strategy]) -> None:
        self.first = first
        self.samplers = samplers
        self.current = first
        self.turns = 0

    def begin(self) -> bool:
        """Go on to the next strategy."""
        if self.current is self.first and self.first.begin():
            return True
        self.current = self.samplers[self.turns % len(self.samplers)]
        self.turns += 1
        return self.current.begin()

    def choose(self, runnable: list[Task], last: Task | None) -> Task | None:
        """Return what the strategy whose turn it is chooses."""
        return self.current.choose(runnable, last)

    def end(self, execution: Execution) -> None:
        """Let the strategy whose turn it was learn."""
        self.current.end(execution)


def make(rng: Random) -> Portfolio:
    """Return the default portfolio."""
    samplers: list[Strategy] = [
        pos.make(Random(rng.random())),
        random_walk.make(Random(rng.random())),
    ]
    return Portfolio(run_to_block.make(rng), samplers)
