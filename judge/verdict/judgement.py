"""From an outcome, which is a fact, to a verdict and the symptom it goes by."""

from __future__ import annotations

from collections.abc import Mapping

from judge.engine.result import Exploration, OutcomeKind
from judge.verdict.report import ScenarioReport, Symptom, Verdict

SYMPTOMS: Mapping[OutcomeKind, Symptom] = {
    OutcomeKind.ASSERTION: Symptom.WRONG_RESULT,
    OutcomeKind.EXCEPTION: Symptom.EXCEPTION,
    OutcomeKind.DEADLOCK: Symptom.DEADLOCK,
    OutcomeKind.LOST_WAKEUP: Symptom.LOST_WAKEUP,
    OutcomeKind.LEAK: Symptom.LEAK,
    OutcomeKind.NOT_CONCURRENT: Symptom.NOT_CONCURRENT,
    OutcomeKind.BUSY_WAIT: Symptom.BUSY_WAIT,
    OutcomeKind.POLLING: Symptom.POLLING,
    OutcomeKind.LIVELOCK: Symptom.BUSY_WAIT,
    OutcomeKind.STARVATION: Symptom.STARVATION,
    OutcomeKind.ENDLESS_LOOP: Symptom.TIMEOUT,
    OutcomeKind.STEP_LIMIT: Symptom.TIMEOUT,
    OutcomeKind.OUTPUT: Symptom.CRASH,
}


def symptom_of(kind: OutcomeKind, told: Symptom | None) -> Symptom | None:
    """Return the symptom of a failing outcome.

    ``told`` is what the scenario itself says a failed assertion or an unexpected exception means.
    """
    if told is not None and kind in (OutcomeKind.ASSERTION, OutcomeKind.EXCEPTION):
        return told
    return SYMPTOMS.get(kind)


def scenario_report(
    name: str, exploration: Exploration, *, told: Symptom | None, seconds: float
) -> ScenarioReport:
    """Return what the exploration of a scenario means.

    An execution that does not replay is ``error``: the judge cannot stand by it.
    """
    failure = exploration.failure
    verdict, symptom, message = Verdict.PASSED, None, exploration.note
    if failure is not None:
        symptom = symptom_of(failure.outcome.kind, told)
        verdict = Verdict.FAILED if symptom is not None else Verdict.ERROR
        message = failure.outcome.message
    return ScenarioReport(
        name=name,
        verdict=verdict,
        symptom=symptom,
        message=message,
        claim=exploration.claim,
        preemption_bound=exploration.preemption_bound,
        executions=exploration.executions,
        strategy=exploration.strategy,
        schedule=failure.schedule if failure else None,
        preemptions=failure.preemptions if failure else None,
        preemptions_fewest=failure is not None and failure.fewest,
        seconds=seconds,
        trace=failure.trace if failure else (),
    )
