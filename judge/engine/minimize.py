"""Minimize a failing schedule: fewer preemptions first, then fewer switches, then fewer steps.

A schedule is shrunk as blocks, because dropping a block keeps the rest meaningful where dropping
one choice from a vector of choices shifts all that follow. Every candidate is run, and taken only
if it fails in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator

from judge.engine.program import Program
from judge.engine.replay import Replayed, replay
from judge.engine.result import Outcome
from judge.engine.rules import Rules
from judge.engine.schedule import Blocks

UNTIL_BLOCKED = 1_000_000
STEPS_FOR_ALL_REPLAYS = 100_000


class Minimizer:
    """Shrinks one failing schedule within ``budget`` replays."""

    def __init__(self, program: Program, rules: Rules, failure: Outcome, budget: int) -> None:
        self.program = program
        self.rules = rules
        self.failure = failure
        self.left = budget
        self.steps_left = STEPS_FOR_ALL_REPLAYS
        self.best: Replayed | None = None

    def run(self, blocks: Blocks) -> Replayed | None:
        """Return the cheapest replay found that fails in the same way.

        None when the schedule itself does not: the program is not deterministic.
        """
        if not self._try(blocks):
            return None
        improved = True
        while improved and self.left > 0:
            improved = any([self._cut_tail(), self._shrink_blocks()])
        return self.best

    def _try(self, blocks: Blocks) -> bool:
        self.left -= 1
        result = replay(self.program, blocks, rules=self.rules)
        self.steps_left -= result.cost[2]
        if self.steps_left < 0:
            self.left = 0
        if not same_failure(result.outcome, self.failure):
            return False
        if self.best is not None and result.cost >= self.best.cost:
            return False
        self.best = result
        return True

    def _blocks(self) -> Blocks:
        assert self.best is not None
        return self.best.blocks

    def _cut_tail(self) -> bool:
        """Keep the shortest prefix that still fails, found by halving."""
        low, high = 0, len(self._blocks())
        blocks, improved = self._blocks(), False
        while low < high and self.left > 0:
            middle = (low + high) // 2
            if self._try(blocks[:middle]):
                high, improved = middle, True
            else:
                low = middle + 1
        return improved

    def _shrink_blocks(self) -> bool:
        improved, at = False, 0
        while at < len(self._blocks()) and self.left > 0:
            if any(self.left > 0 and self._try(c) for c in variants(self._blocks(), at)):
                improved = True
            else:
                at += 1
        return improved


def variants(blocks: Blocks, at: int) -> Iterator[Blocks]:
    """Yield the schedules that differ from ``blocks`` by one simplification at block ``at``."""
    before, (task, steps), after = blocks[:at], blocks[at], blocks[at + 1 :]
    yield before + after
    if steps < UNTIL_BLOCKED:
        yield (*before, (task, UNTIL_BLOCKED), *after)
    for index, (other, more) in enumerate(after):
        if other == task:
            between, rest = after[:index], after[index + 1 :]
            yield (*before, (task, steps + more), *between, *rest)
            yield (*before, *between, (task, steps + more), *rest)
            break
    if after:
        yield (*before, after[0], (task, steps), *after[1:])


def same_failure(one: Outcome, other: Outcome) -> bool:
    """Return whether two executions failed in the same way."""
    return one.kind is other.kind and one.error == other.error


def minimize(
    program: Program, blocks: Blocks, failure: Outcome, *, rules: Rules, budget: int = 100
) -> Replayed | None:
    """Return the cheapest replay that fails like ``failure``; None when none does at all."""
    return Minimizer(program, rules, failure, budget).run(blocks)
