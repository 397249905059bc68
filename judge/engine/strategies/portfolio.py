"""The portfolio: several strategies in turn, because no single one wins on every program.

One execution without preemptions, one more for every deadlock predicted from it, one in lockstep, a
few dozen samples, then systematic search, which on a small program comes to its end soon and proves
it. Where that does not seem likely, or what it proves is in doubt, samples, that search and one
bounded by preemptions take turns.
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
SEARCHES_BEFORE_ESTIMATE = 10
# Where the search will take more executions than this, others find what there is sooner.
SEARCH_AT_MOST = 400
TURNS = ("search", "sample", "bounded", "sample")


class Portfolio:
    """Hands each execution to the strategy whose turn it is; ``turn`` is its name."""

    def __init__(self, rng: Random) -> None:
        uniform, *others = [
            (name_of(m), m.make(Random(rng.random()))) for m in (surw, pos, random_walk, pct)
        ]
        # It alone finds every bug of the benchmarks; each other one finds some of them sooner.
        self.samplers = cycle([turn for other in others for turn in (uniform, other)])
        self.first: list[tuple[str, Strategy]] = [
            (name_of(m), m.make(rng)) for m in (lock_order, lockstep)
        ]
        self.search = dpor.make(rng)
        self.bounded = bounded.make(rng)
        searches = [self.search, self.bounded]
        self.learners: list[Strategy] = [*searches, uniform[1], *(s for _, s in others)]
        self.current: Strategy = self.search
        self.turn = ""
        self.sampled = 0
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
        if self.searching and self._is_likely_to_end():
            return self._search()
        turn = TURNS[self.turns % len(TURNS)]
        self.turns += 1
        if self.searching and turn == "search":
            return self._search()
        if self.bounding and turn == "bounded":
            return self._search_bounded()
        return self._sample()

    def _is_likely_to_end(self) -> bool:
        walks = self.search.walks
        return walks < SEARCHES_BEFORE_ESTIMATE or self.search.expected() <= SEARCH_AT_MOST

    def _sample(self) -> bool:
        self.turn, self.current = next(self.samplers)
        self.sampled += 1
        return self.current.begin()

    def _search(self) -> bool:
        self.turn, self.current = name_of(dpor), self.search
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
