"""Preemption-bounded search: everything with 0 preemptions, then with 1, then with 2, and so on.

Musuvathi and Qadeer, "Iterative context bounding for systematic testing of multithreaded
programs", PLDI 2007.
"""

from __future__ import annotations

from random import Random

from judge.engine.result import Claim
from judge.engine.tree import Node, Walk

HIGHEST = 8


class Bounded(Walk):
    """Depth first within a bound that rises once everything below it has been tried.

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

    def open(self, node: Node) -> None:
        """Try everything that the bound allows."""
        affordable = {task for task in node.enabled if node.cost(task) <= self.limit}
        self.cut |= len(affordable) < len(node.enabled)
        node.backtrack |= affordable


def make(rng: Random) -> Bounded:
    """Return the strategy; it leaves nothing to chance."""
    return Bounded()
