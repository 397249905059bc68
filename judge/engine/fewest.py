"""The fewest preemptions a failure needs: established by bounded search, or not said."""

from __future__ import annotations

from judge.engine.minimize import same_failure
from judge.engine.once import run_once
from judge.engine.program import Program
from judge.engine.replay import blocks_of
from judge.engine.result import Outcome
from judge.engine.rules import Rules
from judge.engine.schedule import Blocks
from judge.engine.strategies.bounded import Bounded

EXECUTIONS = 150
STEPS = 50_000


class FewerPreemptions:
    """Searches all schedules with fewer preemptions for the same failure.

    ``none`` is true once there is none, and ``found`` is one if there is, which takes at least
    ``least`` preemptions; neither is when the search did not come to its end within 150 executions
    and 50,000 steps.
    """

    def __init__(
        self, program: Program, rules: Rules, shared: set[tuple[str, str]], failure: Outcome
    ) -> None:
        self.program = program
        self.rules = rules
        self.shared = shared
        self.failure = failure
        self.none = False
        self.found: Blocks | None = None
        self.least = 0

    def search(self, preemptions: int) -> None:
        """Run everything with fewer than ``preemptions``."""
        if preemptions == 0:
            self.none = True
            return
        strategy = Bounded(highest=preemptions - 1)
        steps = 0
        for _ in range(EXECUTIONS):
            if steps > STEPS:
                return
            if not strategy.begin():
                self.none = True
                return
            execution = run_once(self.program, strategy, rules=self.rules, shared=self.shared)
            steps += execution.steps
            if execution.caveats:
                return
            if execution.outcome is not None and same_failure(execution.outcome, self.failure):
                self.found = blocks_of(execution)
                # Everything below the bound has been tried by now.
                self.least = strategy.limit
                return
