"""Preemption-bounded DPOR: everything with 0 preemptions, then with 1, then with 2, and so on.

Musuvathi and Qadeer, "Iterative context bounding for systematic testing of multithreaded
programs", PLDI 2007; Coons, Musuvathi and McKinley, "Bounded partial-order reduction", OOPSLA 2013.

A race turned round in the middle of a block may cost a preemption more than is left, where running
the other task before the whole block would not; so that is tried as well. There are no sleep sets:
what is asleep because of an equivalent execution could be within the bound when that one is not.
"""

from __future__ import annotations

from random import Random

from judge.engine.execution import Execution
from judge.engine.happens_before import Clocks
from judge.engine.result import Claim
from judge.engine.tree import Node, Walk

HIGHEST = 8


class Bounded(Walk):
    """Tries what races call for within a bound that rises once nothing below it is left.

    ``bound`` is the highest one exhausted, None before the first.
    """

    claim = Claim.COMPLETE_TO_BOUND

    def __init__(self, highest: int = HIGHEST) -> None:
        super().__init__()
        self.highest = highest
        self.limit = 0
        self.bound: int | None = None
        self.cut = False

    def begin(self) -> bool:
        """Go to the next path within the bound, or raise it."""
        if super().begin():
            return True
        self.bound = self.limit
        if not self.cut:
            # Nothing was left out for its preemptions, so there is nothing beyond.
            self.claim = Claim.COMPLETE
            return False
        if self.limit == self.highest:
            return False
        self.limit += 1
        self.cut = False
        super().restart()
        return self.begin()

    def restart(self) -> None:
        """Begin with no preemptions again: what was tried had too few scheduling points."""
        super().restart()
        self.limit, self.bound, self.cut = 0, None, False

    def candidates(self, node: Node) -> set[int]:
        """Return those still to be tried that the bound allows."""
        left = super().candidates(node)
        affordable = {task for task in left if node.cost(task) <= self.limit}
        self.cut |= len(affordable) < len(left)
        return affordable

    def learn(self, execution: Execution) -> None:
        """Find the races of the execution and see to it that each is also run turned round."""
        clocks = Clocks(execution)
        for later in range(self.fresh_from, len(clocks.steps)):
            for earlier in clocks.conflicts_with(later):
                self._backtrack(earlier, clocks.steps[later].task)
        for task, footprint in execution.pending:
            for earlier in clocks.conflicts_with_pending(task, footprint):
                self._backtrack(earlier, task)

    def learn_from_failure(self, at: int) -> None:
        """Let whoever was cut off go before the whole block, too."""
        for task in self.path[at].enabled:
            self._backtrack(at, task)

    def _backtrack(self, at: int, racing: int) -> None:
        for place in {at, self._start_of_block(at)}:
            node = self.path[place]
            node.backtrack |= {racing} if racing in node.enabled else node.enabled.keys()

    def _start_of_block(self, at: int) -> int:
        while at and self.path[at - 1].chosen == self.path[at].chosen:
            at -= 1
        return at


def make(rng: Random) -> Bounded:
    """Return the strategy; it leaves nothing to chance."""
    return Bounded()
