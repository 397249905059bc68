"""The ``results.json`` of a Gradescope autograder."""

from __future__ import annotations

import json
from typing import Any

from judge.cli.claims import claim, meaning
from judge.cli.formats.text import footer, headline, told
from judge.cli.plain import visible
from judge.verdict.report import Report, ScenarioReport, Verdict


def render(report: Report) -> str:
    """Return the document: a point per scenario, and none for a verdict no scenario explains.

    A fault of the judge has no score at all, which Gradescope shows as a failed autograder:
    nobody is marked down for it.
    """
    document: dict[str, Any] = {
        "output": visible("\n".join(summary(report))),
        "output_format": "text",
        "test_output_format": "text",
        "execution_time": round(report.seconds),
        "stdout_visibility": "hidden",
    }
    if report.verdict is not Verdict.ERROR:
        document["score"] = float(score(report))
        document["tests"] = [test(report, scenario) for scenario in report.scenarios]
    return json.dumps(document, indent=2)


def score(report: Report) -> int:
    """Return the points of a report."""
    unexplained = report.verdict is not Verdict.PASSED and report.first_failure is None
    if unexplained or report.verdict is Verdict.REJECTED:
        return 0
    return sum(scenario.verdict is Verdict.PASSED for scenario in report.scenarios)


def summary(report: Report) -> list[str]:
    """Return what is said of the submission as a whole."""
    said = [report.message] if report.message else []
    worth = [meaning(report.scenarios)] if report.verdict is Verdict.PASSED else []
    return [headline(report), *said, *worth, *footer(report, 80)]


def test(report: Report, scenario: ScenarioReport) -> dict[str, Any]:
    """Return the entry of one scenario, its claim or its story as output."""
    passed = scenario.verdict is Verdict.PASSED
    return {
        "name": visible(scenario.name),
        "score": float(passed),
        "max_score": 1.0,
        "status": "passed" if passed else "failed",
        "output": claim(scenario) if passed else "\n".join(told(report, scenario, 80)),
    }
