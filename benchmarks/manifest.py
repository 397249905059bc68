"""The programs with known bugs: what to expect of each, and how soon others found its bug."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from common import PROGRAMS

from judge.engine.result import OutcomeKind

CORRECT = "ok"
ENDLESS = frozenset({OutcomeKind.ENDLESS_LOOP, OutcomeKind.STEP_LIMIT})
EXPECTED = {
    "fail-some": frozenset({OutcomeKind.ASSERTION, OutcomeKind.EXCEPTION}),
    "deadlock-some": frozenset({OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP}),
    "livelock-always": ENDLESS | {OutcomeKind.BUSY_WAIT, OutcomeKind.POLLING, OutcomeKind.LIVELOCK},
}
NAMES_THERE = {
    "random_walk": "RW",
    "pos": "POS",
    "surw": "SURW",
    "urw": "URW",
    "pct": "PCT3",
    "dpor": "DPOR",
    "depth_first": "DFS",
    "bounded": "IPB",
}
REPORTED = "PERIOD as reported (ICSE22)"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Somebody's mean number of executions until the bug was found."""

    tool: str
    mean: float

    def __str__(self) -> str:
        return f"{self.mean:g} ({self.tool})"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One program of the manifest; ``measured`` are the prototype's figures by its names."""

    name: str
    kinds: frozenset[OutcomeKind]
    measured: dict[str, Figure]
    published: Figure | None

    @property
    def correct(self) -> bool:
        """Whether no execution may fail."""
        return not self.kinds

    def shows(self, kind: OutcomeKind) -> bool:
        """Whether a failure of this kind is this program's bug rather than the engine's."""
        if self.correct:
            return False
        return kind in self.kinds or kind not in ENDLESS | {OutcomeKind.DIVERGED}

    @property
    def prototype(self) -> Figure | None:
        """The best of the prototype's figures."""
        return best(self.measured.values())

    def prototype_of(self, strategy: str) -> Figure | None:
        """Return the prototype's figure for the same strategy, if it had that one."""
        return self.measured.get(NAMES_THERE.get(strategy, ""))


def cases() -> list[Case]:
    """Return all programs of the manifest."""
    manifest = json.loads((PROGRAMS / "manifest.json").read_text("utf-8"))
    return [case_of(entry) for entry in manifest["programs"]]


def case_of(entry: dict[str, Any]) -> Case:
    """Read one entry of the manifest."""
    measured = entry["measured"]["schedules_to_first_bug"]
    published = entry["published_schedules_to_first_bug"] or {}
    expected = entry["expected"]
    return Case(
        name=entry["name"],
        kinds=frozenset() if expected == CORRECT else EXPECTED[expected],
        measured={figure.tool: figure for figure in figures(measured)},
        published=best(reported(published)),
    )


def figures(trials: dict[str, Any], where: str = "") -> list[Figure]:
    """Return the means of the tools that found the bug in every trial.

    A bare number is the result of a search that leaves nothing to chance.
    """
    found = []
    for tool, result in trials.items():
        if isinstance(result, int):
            found.append(Figure(tool=tool, mean=result))
        elif isinstance(result, dict) and always_found(result):
            found.append(Figure(tool=tool + where, mean=result["mean"]))
    return found


def always_found(result: dict[str, Any]) -> bool:
    """Return whether all trials found the bug."""
    found, of = result["found"].split("/")
    return result["mean"] is not None and found == of


def reported(published: dict[str, Any]) -> list[Figure]:
    """Return all published figures of one program."""
    found = []
    for source, trials in published.items():
        if isinstance(trials, dict):
            found += figures(trials, f", {source.split()[0]}")
    number = published.get(REPORTED)
    if number is not None and number.isdigit():
        found.append(Figure(tool="PERIOD, ICSE22", mean=int(number)))
    return found


def best(candidates: Any) -> Figure | None:
    """Return the lowest of the figures, None when there are none."""
    return min(candidates, key=lambda figure: figure.mean, default=None)
