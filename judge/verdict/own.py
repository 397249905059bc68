"""What counts as a failure in code that is no submission: somebody's own programs and tests."""

from __future__ import annotations

from typing import cast

from judge.engine.program import Program
from judge.engine.result import ClockMode, Exploration
from judge.engine.rules import Rules
from judge.verdict.report import Symptom


def own_rules(
    program: Program,
    *,
    forbid_spinning: bool,
    clock: ClockMode = ClockMode.ADVERSARIAL,
    assertions: tuple[type[BaseException], ...] = (AssertionError,),
) -> Rules:
    """Return the rules; waiting without blocking is a failure only where that is asked for."""
    if not forbid_spinning:
        return Rules(clock=clock, assertions=assertions)
    # The files of what is imported later belong to the program as well.
    files = cast("frozenset[str]", program.files.keys())
    return Rules(clock=clock, assertions=assertions, waiting_must_block=True, judged=files)


def own_symptom(exploration: Exploration, rules: Rules) -> Symptom | None:
    """Return the symptom of a failed assertion: in a file that is judged it is an exception."""
    failure = exploration.failure
    names = {assertion.__name__ for assertion in rules.assertions}
    if failure is None or failure.outcome.error not in names:
        return None
    return Symptom.WRONG_RESULT
