"""The report on a submission: frozen values, and their JSON form, which is a contract."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from judge.engine.result import Claim, TraceStep

SCHEMA = 1


class Verdict(StrEnum):
    """What the judge makes of a submission. ``ERROR`` is always the judge's own fault."""

    PASSED = "passed"
    FAILED = "failed"
    REJECTED = "rejected"
    ERROR = "error"


class Symptom(StrEnum):
    """What was wrong; also the names of the folders that hold wrong submissions."""

    WRONG_RESULT = "wrong_result"
    EXCEPTION = "exception"
    ERROR_CONTRACT = "error_contract"
    DEADLOCK = "deadlock"
    LOST_WAKEUP = "lost_wakeup"
    BUSY_WAIT = "busy_wait"
    POLLING = "polling"
    STARVATION = "starvation"
    NOT_CONCURRENT = "not_concurrent"
    LEAK = "leak"
    FORBIDDEN = "forbidden"
    TIMEOUT = "timeout"
    CRASH = "crash"


@dataclass(frozen=True, kw_only=True)
class ScenarioReport:
    """What one scenario came to. ``seconds`` is wall time, ``schedule`` replays the failure.

    ``preemptions_fewest`` is true when it is proved that the failure takes that many.
    """

    name: str
    verdict: Verdict
    symptom: Symptom | None = None
    message: str | None = None
    claim: Claim | None = None
    preemption_bound: int | None = None
    executions: int = 0
    strategy: str | None = None
    schedule: str | None = None
    preemptions: int | None = None
    preemptions_fewest: bool = False
    seconds: float = 0.0
    trace: tuple[TraceStep, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the scenario object of the JSON contract."""
        return {
            "name": self.name,
            "verdict": self.verdict.value,
            "symptom": self.symptom and self.symptom.value,
            "message": self.message,
            "claim": self.claim and self.claim.value,
            "preemption_bound": self.preemption_bound,
            "executions": self.executions,
            "strategy": self.strategy,
            "schedule": self.schedule,
            "preemptions": self.preemptions,
            "preemptions_fewest": self.preemptions_fewest,
            "seconds": round(self.seconds, 3),
            "trace": [step_to_json(step) for step in self.trace],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ScenarioReport:
        """Build a scenario from its JSON object; raises ``KeyError``, ``TypeError`` or
        ``ValueError`` when it is not one."""
        return cls(
            name=str(data["name"]),
            verdict=Verdict(data["verdict"]),
            symptom=None if data["symptom"] is None else Symptom(data["symptom"]),
            message=data["message"],
            claim=None if data["claim"] is None else Claim(data["claim"]),
            preemption_bound=data["preemption_bound"],
            executions=int(data["executions"]),
            strategy=data["strategy"],
            schedule=data["schedule"],
            preemptions=data["preemptions"],
            preemptions_fewest=bool(data.get("preemptions_fewest", False)),
            seconds=float(data["seconds"]),
            trace=tuple(step_from_json(step) for step in data["trace"]),
        )


@dataclass(frozen=True, kw_only=True)
class Report:
    """The verdict on one submission, with everything needed to check and to replay it."""

    kata: str
    verdict: Verdict
    symptom: Symptom | None
    message: str | None
    path: str
    sha256: str
    seed: int
    python: str
    judge: str
    box: tuple[str, ...]
    seconds: float
    scenarios: tuple[ScenarioReport, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the report object of the JSON contract."""
        return {
            "schema": SCHEMA,
            "kata": self.kata,
            "verdict": self.verdict.value,
            "symptom": self.symptom and self.symptom.value,
            "message": self.message,
            "submission": {"path": self.path, "sha256": self.sha256},
            "seed": self.seed,
            "python": self.python,
            "judge": self.judge,
            "box": list(self.box),
            "seconds": round(self.seconds, 3),
            "scenarios": [scenario.to_json() for scenario in self.scenarios],
        }

    @property
    def first_failure(self) -> ScenarioReport | None:
        """The first scenario that was not passed, in the order of the test file."""
        return next((s for s in self.scenarios if s.verdict is not Verdict.PASSED), None)


def step_to_json(step: TraceStep) -> dict[str, Any]:
    """Return the JSON object of one line of a trace."""
    return {
        "thread": step.thread,
        "file": step.file,
        "line": step.line,
        "code": step.code,
        "event": step.event,
    }


def step_from_json(data: dict[str, Any]) -> TraceStep:
    """Build one line of a trace; raises ``KeyError`` when a field is missing."""
    return TraceStep(
        thread=data["thread"],
        file=data["file"],
        line=int(data["line"]),
        code=data["code"],
        event=data["event"],
    )
