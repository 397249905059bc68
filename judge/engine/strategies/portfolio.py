"""The portfolio: several strategies in turn, because no single one wins on every program.

One execution without preemptions, one more for every deadlock predicted from it, one in lockstep, a
few dozen samples, then systematic search, which on a small program comes to its end soon and proves
it. Where it does not, or what it proves is in doubt, samples, that search and one bounded by
preemptions take turns.
"""

from __future__ import annotations

from itertools import cycle
from random import Random
from types import ModuleType

from judge.engine.execution import Execution
from judge.engine.result import Claim
from judge.engine.strategies import (
    Strategy,
    bounded,
    dpor,
    lock_order,
    lockstep,
    pct,
    pos,
    random_walk,
    surw,
)
from judge.engine.task import Task

SAMPLES_FIRST = 40
SEARCH_FIRST = 250


class Portfolio:
    """Hands each execution to the strategy whose turn it is; ``turn`` is its name."""

    def __init__(self, rng: Random) -> None:
        modules = [surw, pos, random_walk, pct]
        samplers = [(name_of(m), m.make(Random(rng.random()))) for m in modules]
        self.samplers = cycle(samplers)
        self.first: list[tuple[str, Strategy]] = [
            (name_of(m), m.make(rng)) for m in (lock_order, lockstep)
        ]
        self.search = dpor.make(rng)
        self.bounded = bounded.make(rng)
        self.learners: list[Strategy] = [self.search, self.bounded, *(s for _, s in samplers)]
        self.current: Strategy = self.search
        self.turn = ""
        self.sampled = 0
        self.searched = 0
        self.turns = 0
        self.searching = True
        self.bounding = True
        self.doubts = False
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
        """Go on to the next strategy; False when the search has proved that nothing is left."""
        while self.first:
            self.turn, self.current = self.first[0]
            if self.current.begin():
                return True
            self.first.pop(0)
        if self.sampled < SAMPLES_FIRST:
            return self._sample()
        if self.searching and (self.searched < SEARCH_FIRST or self._has_turn(0)):
            return self._search()
        if self.bounding and self._has_turn(1):
            return self._search_bounded()
        return self._sample()

    def _has_turn(self, place: int) -> bool:
        if self.turns % 3 != place:
            return False
        self.turns += 1
        return True

    def _sample(self) -> bool:
        self.turns += 1
        self.turn, self.current = next(self.samplers)
        self.sampled += 1
        return self.current.begin()

    def _search(self) -> bool:
        self.turn, self.current = name_of(dpor), self.search
        self.searched += 1
        if self.search.begin():
            return True
        self.searching = False
        if not self.doubts:
            self.claim = self.search.claim
            return False
        return self._sample()

    def _search_bounded(self) -> bool:
        self.turn, self.current = name_of(bounded), self.bounded
        if self.bounded.begin():
            return True
        self.bounding = False
        return self._sample()

    @property
    def bound(self) -> int | None:
        """The number of preemptions up to which everything has been run, if any."""
        return self.bounded.bound

    def choose(self, runnable: list[Task], last: Task | None) -> Task | None:
        """Return what the strategy whose turn it is chooses."""
        return self.current.choose(runnable, last)

    def end(self, execution: Execution) -> None:
        """Let the strategy whose turn it was learn."""
        self.doubts |= bool(execution.caveats)
        self.current.end(execution)

    def restart(self) -> None:
        """Tell every strategy that there is more to choose."""
        for learner in self.learners:
            learner.restart()


def name_of(module: ModuleType) -> str:
    """Return the name of the strategy that a module makes."""
    return module.__name__.rpartition(".")[2]


def make(rng: Random) -> Portfolio:
    """Return the default portfolio."""
    return Portfolio(rng)
