"""Judge a submission in a child process and decide, in the parent, what the transcript proves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from judge.verdict.report import ScenarioReport


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to judge. ``budget`` is in seconds of wall time for the whole exploration."""

    seed: int = 0
    budget: float | None = None
    strategy: str = "portfolio"
    scenario: str | None = None
    native: bool = True
    executions: int | None = None


class Stage(StrEnum):
    """What a progress event tells of."""

    PLANNED = "planned"
    STARTED = "started"
    EXPLORED = "explored"
    FINISHED = "finished"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One event of a judgement under way."""

    stage: Stage
    scenarios: tuple[str, ...] = ()
    name: str = ""
    executions: int = 0
    report: ScenarioReport | None = None
