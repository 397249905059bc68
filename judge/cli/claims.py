"""What a passed scenario may say, in words: never more than was tried."""

from __future__ import annotations

from collections.abc import Sequence

from judge.engine.result import Claim
from judge.verdict.report import ScenarioReport

PROVED = (
    "A pass means that every interleaving of these scenarios was run, up to equivalence, and none "
    "failed. It says nothing of situations that no scenario sets up."
)
BOUNDED = (
    "A pass means that no interleaving that was run failed. A scenario complete up to k "
    "preemptions may still fail with more of them."
)
SAMPLED = (
    "A pass means that no failure was found, not that there is none: a sampled scenario may still "
    "fail under a schedule that was not tried."
)


def claim(scenario: ScenarioReport) -> str:
    """Return what is claimed of a passed scenario."""
    executions = count(scenario.executions, "execution")
    match scenario.claim:
        case Claim.COMPLETE:
            return f"complete: no failure in any interleaving ({executions})"
        case Claim.COMPLETE_TO_BOUND:
            bound = count(scenario.preemption_bound or 0, "preemption")
            return f"complete up to {bound}: no failure in {executions}"
        case _:
            return f"sampled: no failure in {executions}"


def meaning(scenarios: Sequence[ScenarioReport]) -> str:
    """Return the sentence that says what a pass of these scenarios means."""
    claims = {scenario.claim for scenario in scenarios}
    if claims == {Claim.COMPLETE}:
        return PROVED
    if claims and claims <= {Claim.COMPLETE, Claim.COMPLETE_TO_BOUND}:
        return BOUNDED
    return SAMPLED


def count(number: int, noun: str) -> str:
    """Return a number with its noun in the right form."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
