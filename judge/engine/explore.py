"""Explore a program: run it under many schedules, and make a story of the first that fails."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from judge.engine.execution import Execution
from judge.engine.fewest import FewerPreemptions
from judge.engine.lasso import find_lasso
from judge.engine.minimize import minimize
from judge.engine.once import run_once
from judge.engine.program import Program
from judge.engine.replay import blocks_of
from judge.engine.result import Claim, Exploration, Failure, Outcome, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import Blocks
from judge.engine.strategies import make_strategy
from judge.engine.strategies.portfolio import Portfolio
from judge.engine.telling import schedule_of, tell

EXECUTIONS_BETWEEN_COLLECTIONS = 500
REPLAYS_WHEN_ENDLESS = 3
REPLAYS_WITH_FEWER = 30


@dataclass(frozen=True, kw_only=True)
class Budget:
    """How much to explore: so many executions, and no more seconds of wall time than that."""

    executions: int = 400
    seconds: float | None = None
    replays: int = 100


def explore(
    program: Program,
    *,
    scenario: str = "main",
    strategy: str = "portfolio",
    seed: int = 0,
    rules: Rules | None = None,
    budget: Budget | None = None,
    on_execution: Callable[[int], None] = lambda number: None,
) -> Exploration:
    """Run ``program`` under one schedule after another until one fails or the budget is used up.

    ``on_execution`` is told the number of each execution that has ended. Raises
    ``UnknownStrategy``.
    """
    explorer = Explorer(program, scenario, strategy, seed, rules or Rules(), budget or Budget())
    was_enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        return explorer.run(on_execution)
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


class Explorer:
    """One exploration under way."""

    def __init__(
        self,
        program: Program,
        scenario: str,
        strategy: str,
        seed: int,
        rules: Rules,
        budget: Budget,
    ) -> None:
        self.program = program
        self.scenario = scenario
        self.strategy_name = strategy
        self.strategy = make_strategy(strategy, seed)
        self.seed = seed
        self.rules = rules
        self.budget = budget
        self.shared: set[tuple[str, str]] = set()
        self.caveats: set[str] = set()
        self.executions = 0
        self.decisions = 0
        self.steps = 0

    def run(self, on_execution: Callable[[int], None]) -> Exploration:
        """Explore within the budget."""
        deadline = None
        if self.budget.seconds is not None:
            deadline = time.monotonic() + self.budget.seconds
        while self.executions < self.budget.executions:
            if not self.strategy.begin():
                return self._result(None, self.strategy.claim)
            known = len(self.shared)
            execution = self._execute()
            on_execution(self.executions)
            assert execution.outcome is not None
            if execution.outcome.failed:
                return self._result(self._failure(blocks_of(execution), execution.outcome))
            if execution.decisions == 0 and len(self.shared) == known:
                # Nobody ever had a choice, and what was learned offers none: there is no other.
                return self._result(None, Claim.COMPLETE)
            if deadline is not None and time.monotonic() > deadline:
                break
        bounded = self.strategy.bound is not None
        return self._result(None, Claim.COMPLETE_TO_BOUND if bounded else Claim.SAMPLED)

    def _execute(self) -> Execution:
        execution = run_once(self.program, self.strategy, rules=self.rules, shared=self.shared)
        self.caveats |= execution.caveats
        self.executions += 1
        self.decisions += execution.decisions
        self.steps += execution.steps
        if self.executions % EXECUTIONS_BETWEEN_COLLECTIONS == 0:
            gc.collect()
        return execution

    def _failure(self, blocks: Blocks, outcome: Outcome) -> Failure:
        replays = self.budget.replays
        if outcome.endless:
            lasso = find_lasso(self.program, blocks, rules=self.rules)
            if lasso is not None:
                return self._tell(lasso, lockstep=True)
            replays = min(replays, REPLAYS_WHEN_ENDLESS)
        smallest = minimize(self.program, blocks, outcome, rules=self.rules, budget=replays)
        if smallest is None:
            return self._not_replayable(blocks, outcome)
        fewer = FewerPreemptions(self.program, self.rules, {*self.shared}, outcome)
        if not outcome.endless:
            fewer.search(smallest.preemptions)
        if fewer.found is not None:
            budget = REPLAYS_WITH_FEWER
            less = minimize(self.program, fewer.found, outcome, rules=self.rules, budget=budget)
            if less is not None and less.preemptions < smallest.preemptions:
                return replace(self._tell(less.blocks), fewest=less.preemptions == fewer.least)
        return replace(self._tell(smallest.blocks), fewest=fewer.none)

    def _tell(self, blocks: Blocks, *, lockstep: bool = False) -> Failure:
        rules, scenario = self.rules, self.scenario
        return tell(self.program, blocks, rules=rules, scenario=scenario, lockstep=lockstep)

    def _not_replayable(self, blocks: Blocks, outcome: Outcome) -> Failure:
        message = (
            f"{outcome.message} (seen once; replaying the same schedule does not show it again: "
            "the program depends on something besides its schedule)"
        )
        diverged = Outcome(kind=OutcomeKind.DIVERGED, message=message, thread=outcome.thread)
        schedule = schedule_of(self.program, blocks, rules=self.rules, scenario=self.scenario)
        return Failure(outcome=diverged, schedule=schedule, preemptions=0, trace=())

    def _found_by(self) -> str:
        turn = self.strategy.turn if isinstance(self.strategy, Portfolio) else ""
        return f"{self.strategy_name}: {turn}" if turn else self.strategy_name

    def _result(self, failure: Failure | None, claim: Claim = Claim.SAMPLED) -> Exploration:
        note = None
        if failure is None and self.caveats:
            note = f"not claimed to be complete: {'; '.join(sorted(self.caveats))}"
            claim = Claim.SAMPLED
        return Exploration(
            claim=claim,
            executions=self.executions,
            strategy=self._found_by() if failure else self.strategy_name,
            seed=self.seed,
            failure=failure,
            preemption_bound=self.strategy.bound if claim is Claim.COMPLETE_TO_BOUND else None,
            decisions=self.decisions,
            steps=self.steps,
            note=note,
        )


__all__ = ["Budget", "Explorer", "explore", "schedule_of", "tell"]
