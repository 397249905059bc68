"""Trying a file of somebody's own where it can do no harm, before it is played in this process."""

from __future__ import annotations

from judge.box.intake import Submission
from judge.box.judging import Options, Progress, Stage, judge
from judge.katas import Kata
from judge.play.finding import NotPlayable, OnScenario
from judge.verdict.report import Report, Symptom

# One after the other, and some with control taken away.
EXECUTIONS = 4
FATAL = (Symptom.TIMEOUT, Symptom.CRASH)


def probe(kata: Kata, submission: Submission, on_scenario: OnScenario) -> None:
    """Raise ``NotPlayable`` for a file that ends the process it runs in, or never lets go of it.

    What is played runs in this process, where a loop in C can be stopped by nobody. One that takes
    a rare schedule to be entered is not noticed here.
    """

    def tell(progress: Progress) -> None:
        if progress.stage is Stage.STARTED:
            on_scenario(progress.name)

    options = Options(executions=EXECUTIONS, native=False)
    report = judge(kata, submission, options, tell)
    if ended_too_early(report):
        raise NotPlayable(str(report.message))


def ended_too_early(report: Report) -> bool:
    """Return whether it was the process that failed, and not a scenario in it."""
    failure = report.first_failure
    told = failure is not None and failure.message == report.message
    return report.symptom in FATAL and not told
