"""Finding what a player is to find: a failure of a wrong submission that depends on the order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from judge.box.gate import objections
from judge.box.quiet import quiet
from judge.engine.execution import Execution
from judge.engine.explore import Budget, Explorer, explore
from judge.engine.program import Program, Source
from judge.engine.result import Failure, OutcomeKind
from judge.engine.schedule import decode
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies import Strategy
from judge.engine.strategies.random_walk import RandomWalk
from judge.engine.strategies.run_to_block import RunToBlock
from judge.katas import Kata
from judge.play.path import Path, path_to
from judge.play.scenarios import NotCollected, Scenario, job_of, scenarios_of
from judge.play.turns import Shared
from judge.verdict.judgement import symptom_of
from judge.verdict.report import Symptom

ROUNDS = (40, 400)
REPLAYS = 100
# So many orders by chance that all fail are taken for all there are.
ORDERS = 12
# A submission with so many scenarios that are no game is not looked at any further.
ENOUGH_REASONS = 5
OnScenario = Callable[[str], None]


class NotPlayable(Exception):
    """There is nothing to play with this submission; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Find:
    """A scenario that fails in some order, and the way there.

    ``proved`` is true when no way with fewer than ``fewest`` preemptions leads to this failure.
    """

    scenario: Scenario
    failure: Failure
    path: Path
    fewest: int
    proved: bool

    @property
    def symptom(self) -> Symptom | None:
        """What the failure is called."""
        return symptom_of(self.failure.outcome.kind, self.scenario.told)


def nobody(scenario: str) -> None:
    """Take no notice."""


def find(
    kata: Kata,
    text: str,
    file: str,
    *,
    symptom: Symptom | None = None,
    on_scenario: OnScenario = nobody,
) -> Find:
    """Return the failure to play for in a submission; raises ``NotPlayable``.

    One with the ``symptom`` asked for is preferred to others, then one that takes a preemption to
    one that takes only an order of threads.
    """
    scenarios = accepted(kata, text, file)
    reasons: list[str] = []
    for executions in ROUNDS:
        best: Find | None = None
        for found in _failing(scenarios, executions, on_scenario, reasons):
            if best is None or _worth(found, symptom) > _worth(best, symptom):
                best = found
            if all(_worth(best, symptom)):
                break
        if best is not None:
            return best
        if reasons:
            raise NotPlayable(reasons[0])
    raise NotPlayable("exploring it for a while has found no failure")


def _worth(found: Find, symptom: Symptom | None) -> tuple[bool, bool]:
    return symptom is None or found.symptom is symptom, found.fewest > 0


def rejected(kata: Kata, text: str) -> str | None:
    """Return why a submission would not be run at all, None when it would be."""
    found = objections(text, names=kata.names, allow=kata.allow, forbid=kata.forbid)
    return f"line {found[0].line}: {found[0].message}" if found else None


def accepted(kata: Kata, text: str, file: str) -> list[Scenario]:
    """Return the scenarios of a submission that may be run here; raises ``NotPlayable``."""
    if (why := rejected(kata, text)) is not None:
        raise NotPlayable(f"it is rejected before it runs: {why}")
    library = StandardLibrary()
    source = Source(module=kata.name, file=file, text=text)
    program = Program((source,), entry=None, library=library)
    with quiet():
        loading = explore(program, strategy="run_to_block", budget=Budget(executions=1))
    if loading.failure is not None:
        raise NotPlayable(f"it cannot be loaded: {loading.failure.outcome.message}")
    try:
        return scenarios_of(job_of(kata, text, file), library)
    except NotCollected as error:
        raise NotPlayable(f"the scenarios cannot be loaded with it: {error}") from None


def _failing(
    scenarios: list[Scenario], executions: int, on_scenario: OnScenario, reasons: list[str]
) -> Iterator[Find]:
    for scenario in scenarios:
        if len(reasons) >= ENOUGH_REASONS:
            return
        on_scenario(scenario.name)
        if why := _no_game(scenario):
            reasons.append(f"{why}, in {scenario.name}")
            continue
        explorer, failure = explored(scenario, executions)
        if failure is None or failure.outcome.kind is OutcomeKind.DIVERGED:
            continue
        if (found := _find(scenario, failure, frozenset(explorer.shared))) is not None:
            yield found


def explored(scenario: Scenario, executions: int) -> tuple[Explorer, Failure | None]:
    """Explore a scenario with a small budget."""
    budget = Budget(executions=executions, replays=REPLAYS)
    explorer = Explorer(scenario.program, scenario.name, "portfolio", 0, scenario.rules, budget)
    with quiet():
        return explorer, explorer.run(lambda number: None).failure


def _no_game(scenario: Scenario) -> str | None:
    """Return why nobody could play for a failure of this scenario, None when somebody might."""
    failed, choice = _once(scenario, RunToBlock())
    if not failed:
        return None
    if not choice:
        return "it fails without any choice to make"
    if all(_once(scenario, RandomWalk(Random(seed)))[0] for seed in range(ORDERS)):
        return "it fails in every order of the threads"
    return None


def _once(scenario: Scenario, strategy: Strategy) -> tuple[bool, bool]:
    """Run a scenario once; return whether it has failed, and whether there was any choice.

    What turns out to be shared would have been one.
    """
    shared: set[tuple[str, str]] = set()
    execution = Execution(
        strategy.choose, rules=scenario.rules, shared=shared, program=scenario.program
    )
    with quiet():
        outcome = execution.run(scenario.program.launch())
    return outcome.failed, bool(execution.decisions or shared)


def _find(scenario: Scenario, failure: Failure, shared: Shared) -> Find | None:
    schedule = decode(failure.schedule)
    program, rules = scenario.program, scenario.rules
    path = path_to(program, rules, shared, schedule, failure)
    if path is None or not (path.choices or path.in_turn):
        return None
    return Find(
        scenario=scenario,
        failure=failure,
        path=path,
        fewest=path.preemptions if path.in_turn else min(path.preemptions, failure.preemptions),
        proved=failure.fewest and not path.in_turn,
    )
