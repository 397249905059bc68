"""Source-DPOR with sleep sets: one execution, or few, of every class of equivalent ones.

Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction", POPL 2014.

Two things the paper leaves to the reader: what a task that is still blocked at the end would have
done takes part in the race analysis, or traces are lost; and of a lock only acquire against
acquire is a race that can be turned round, except for an acquire that may fail, whose result also
depends on the release.
"""

from __future__ import annotations

from random import Random

from judge.engine.execution import Execution
from judge.engine.footprint import dependent
from judge.engine.happens_before import Clocks
from judge.engine.tree import Node, Walk


class SourceDpor(Walk):
    """Tries at a scheduling point only what a race seen later calls for."""

    def inherit(self, node: Node, parent: Node) -> None:
        """What is asleep stays asleep until a step that depends on it is run."""
        ran = parent.enabled[parent.chosen]
        for task, footprint in {**parent.asleep, **parent.done}.items():
            if task != parent.chosen and not dependent(footprint, ran):
                node.asleep[task] = footprint

    def learn(self, execution: Execution) -> None:
        """Find the races of the execution and see to it that each is also run turned round."""
        clocks = Clocks(execution)
        # Races among the steps of the shared prefix were found when it was new.
        for later in range(self.fresh_from, len(clocks.steps)):
            for earlier in clocks.races_with(later):
                self._turn_round(clocks, earlier, later)
        for task, footprint in execution.pending:
            for earlier in clocks.races_with_pending(task, footprint):
                self._turn_round_pending(clocks, earlier, task)

    def _turn_round(self, clocks: Clocks, earlier: int, later: int) -> None:
        first = clocks.steps[earlier].task
        between = [k for k in range(earlier + 1, later) if not clocks.ordered(earlier, k, first)]
        self._backtrack(clocks, earlier, between, clocks.steps[later].task, later)

    def _turn_round_pending(self, clocks: Clocks, earlier: int, task: int) -> None:
        first = clocks.steps[earlier].task
        end = len(clocks.steps)
        between = [k for k in range(earlier + 1, end) if not clocks.ordered(earlier, k, first)]
        self._backtrack(clocks, earlier, between, task, None)

    def _backtrack(
        self, clocks: Clocks, at: int, between: list[int], racing: int, later: int | None
    ) -> None:
        node = self.path[at]
        initials = clocks.initials(between, racing, later)
        if initials & node.backtrack:
            return
        awake = [task for task in sorted(initials) if task in node.enabled]
        awake = [task for task in awake if task not in node.asleep]
        if racing in awake:
            node.backtrack.add(racing)
        elif awake:
            node.backtrack.add(awake[0])
        elif not initials & node.asleep.keys():
            node.backtrack |= node.enabled.keys() - node.asleep.keys()


def make(rng: Random) -> SourceDpor:
    """Return the strategy; it leaves nothing to chance."""
    return SourceDpor()
