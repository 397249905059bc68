"""The portfolio: several strategies in turn, because no single one wins on every program.

One execution without preemptions, a few dozen samples, then systematic search, which on a small
program comes to its end soon and proves it; where it does not, search and samples take turns.
"""

from __future__ import annotations

from itertools import cycle
from random import Random

from judge.engine.execution import Execution
from judge.engine.result import Claim
from judge.engine.strategies import Strategy, dpor, pct, pos, random_walk, run_to_block, surw
from judge.engine.task import Task

SAMPLES_FIRST = 40
SEARCH_FIRST = 250


class Portfolio:
    """Hands each execution to the strategy whose turn it is."""

    bound: int | None = None

    def __init__(self, rng: Random) -> None:
        samplers = [surw, pos, random_walk, pct]
        self.samplers = cycle([module.make(Random(rng.random())) for module in samplers])
        self.first = run_to_block.make(rng)
        self.search = dpor.make(rng)
        self.current: Strategy = self.first
        self.executions = 0
        self.searched = 0
        self.claim = Claim.SAMPLED

    @property
    def fair(self) -> bool:
        """Whether the strategy whose turn it is wants fairness."""
        return self.current.fair

    @property
    def records_steps(self) -> bool:
        """Whether the strategy whose turn it is reads footprints."""
        return self.current.records_steps

    def begin(self) -> bool:
        """Go on to the next strategy; False when the search has come to its end."""
        self.executions += 1
        if self.executions == 1:
            return self.first.begin()
        sampling = self.executions <= 1 + SAMPLES_FIRST
        if sampling or (self.searched >= SEARCH_FIRST and self.executions % 2):
            self.current = next(self.samplers)
            return self.current.begin()
        self.current = self.search
        self.searched += 1
        if self.search.begin():
            return True
        self.claim = self.search.claim
        return False

    def choose(self, runnable: list[Task], last: Task | None) -> Task | None:
        """Return what the strategy whose turn it is chooses."""
        return self.current.choose(runnable, last)

    def end(self, execution: Execution) -> None:
        """Let the strategy whose turn it was learn."""
        self.current.end(execution)

    def restart(self) -> None:
        """The search has to begin anew; the samplers do not mind."""
        self.search.restart()


def make(rng: Random) -> Portfolio:
    """Return the default portfolio."""
    return Portfolio(rng)
