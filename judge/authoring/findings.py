"""What a check found out about a kata: plain values, and their JSON form, which is a contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SCHEMA = 1


class State(StrEnum):
    """How a part of a kata is; only a problem makes the check fail."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


SEVERITY = tuple(State)


class Part(StrEnum):
    """What is looked at, in the order in which it is told."""

    SETTINGS = "kata.toml"
    PROMPT = "prompt"
    STUB = "stub"
    HINTS = "hints"
    QUESTIONS = "questions"
    SCENARIOS = "scenarios"
    EXAMPLES = "examples"
    REFERENCE = "reference"
    NOTES = "notes"
    ACCEPTED = "accepted"
    WRONG = "wrong"
    FOLDERS = "folders"
    MUTANTS = "mutants"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is right, or not. ``file`` is the one to edit, from the clone's root."""

    kata: str
    part: Part
    file: str
    state: State = State.OK
    message: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the finding object of the JSON contract."""
        return {
            "part": self.part.value,
            "state": self.state.value,
            "file": self.file,
            "message": self.message,
        }


def worst(findings: Iterable[Finding]) -> State:
    """Return the worst state among the findings, ``OK`` for none."""
    states = [finding.state for finding in findings]
    return max(states, key=SEVERITY.index, default=State.OK)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by part, those of a part by file."""
    order = tuple(Part)
    return tuple(sorted(findings, key=lambda finding: (order.index(finding.part), finding.file)))
