"""The transcript of a judgement: lines of JSON that the child writes and the parent decides on.

A pass needs every line of a complete and orderly transcript; anything short of it is none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from judge.verdict.report import ScenarioReport, Symptom, Verdict


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a transcript comes to."""

    verdict: Verdict
    symptom: Symptom | None
    message: str | None


class Disorder(ValueError):
    """A line that does not belong where it stands."""


class Transcript:
    """Reads the lines in order; ``feed`` raises ``Disorder`` for one that is out of place.

    The order is: ``loaded``, ``plan``, for each planned scenario ``start`` and ``scenario``,
    ``control``, ``end``; or ``refused`` alone. After a scenario that failed the rest of the plan
    may be left out.
    """

    def __init__(self) -> None:
        self.planned: tuple[str, ...] = ()
        self.reports: list[ScenarioReport] = []
        self.running: str | None = None
        self.refused: Decision | None = None
        self.loaded = False
        self.has_plan = False
        self.control_caught = False
        self.ended = False

    def feed(self, line: str) -> dict[str, Any]:
        """Take one line and return its object."""
        try:
            data = json.loads(line)
            event = data["event"]
            handler = getattr(self, f"_on_{event}")
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Disorder("the child wrote a line that is none of its own") from None
        if self.ended or self.refused is not None:
            raise Disorder("the child wrote on after its end")
        try:
            handler(data)
        except Disorder:
            raise
        except (KeyError, TypeError, ValueError) as error:
            raise Disorder(f"the child wrote a malformed line: {error}") from None
        return dict(data)

    def _on_refused(self, data: dict[str, Any]) -> None:
        symptom = data["symptom"]
        self.refused = Decision(
            verdict=Verdict(data["verdict"]),
            symptom=None if symptom is None else Symptom(symptom),
            message=str(data["message"]),
        )
        if self.refused.verdict is Verdict.PASSED:
            raise Disorder("a refusal cannot be a pass")

    def _on_loaded(self, data: dict[str, Any]) -> None:
        if self.loaded:
            raise Disorder("loaded twice")
        self.loaded = True

    def _on_plan(self, data: dict[str, Any]) -> None:
        if not self.loaded or self.has_plan:
            raise Disorder("the plan is out of place")
        self.has_plan = True
        self.planned = tuple(str(name) for name in data["scenarios"])

    def _on_start(self, data: dict[str, Any]) -> None:
        expected = (
            self.planned[len(self.reports)] if len(self.reports) < len(self.planned) else None
        )
        if self.running is not None or data["name"] != expected:
            raise Disorder("a scenario out of turn")
        self.running = expected

    def _on_explored(self, data: dict[str, Any]) -> None:
        if data["name"] != self.running:
            raise Disorder("progress of a scenario that is not running")

    def _on_scenario(self, data: dict[str, Any]) -> None:
        report = ScenarioReport.from_json(data["report"])
        if report.name != self.running:
            raise Disorder("a report of a scenario that is not running")
        if report.verdict is Verdict.PASSED and report.executions < 1:
            raise Disorder("a pass without an execution")
        self.running = None
        self.reports.append(report)

    def _on_control(self, data: dict[str, Any]) -> None:
        failed = any(report.verdict is not Verdict.PASSED for report in self.reports)
        if self.running is not None or (len(self.reports) != len(self.planned) and not failed):
            raise Disorder("the control is out of place")
        self.control_caught = data["caught"] is True

    def _on_end(self, data: dict[str, Any]) -> None:
        self.ended = True

    @property
    def complete(self) -> bool:
        """Whether everything planned has been reported and the child has ended in order."""
        return self.ended and bool(self.planned) and len(self.reports) == len(self.planned)

    def decide(self, *, orderly: bool, ending: str, ending_symptom: Symptom) -> Decision:
        """Return the verdict.

        ``orderly`` is whether the child's process ended by itself with status 0, ``ending`` and
        ``ending_symptom`` what to say when it did not, or when it went away without its last line.
        """
        if self.refused is not None and orderly:
            return self.refused
        failed = next((r for r in self.reports if r.verdict is not Verdict.PASSED), None)
        if failed is not None and failed.verdict is Verdict.FAILED:
            return Decision(verdict=failed.verdict, symptom=failed.symptom, message=failed.message)
        if not orderly or not self.complete:
            where = f" in {self.running}" if self.running else ""
            message = f"{ending}{where}"
            return Decision(verdict=Verdict.FAILED, symptom=ending_symptom, message=message)
        if failed is not None:
            return Decision(verdict=Verdict.ERROR, symptom=None, message=failed.message)
        if not self.control_caught:
            message = "a program known to be racy was not caught after the submission was loaded"
            return Decision(verdict=Verdict.ERROR, symptom=None, message=message)
        return Decision(verdict=Verdict.PASSED, symptom=None, message=None)
