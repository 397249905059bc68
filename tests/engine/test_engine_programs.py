"""The bugs of published benchmarks are found, and their correct twins are left alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import library

from judge.engine.explore import Budget, explore, tell
from judge.engine.program import Program, Source
from judge.engine.result import OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import decode

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "programs"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text("utf-8"))["programs"]
EXPECTED = {entry["name"]: entry["expected"] for entry in MANIFEST}
RIGHT = sorted(name for name in EXPECTED if name.endswith("_ok"))
WRONG = sorted(set(EXPECTED) - set(RIGHT))
STUCK = {OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP}
FAILING = {OutcomeKind.ASSERTION, OutcomeKind.EXCEPTION}
ENDLESS = {OutcomeKind.BUSY_WAIT, OutcomeKind.POLLING, OutcomeKind.LIVELOCK}
KINDS = {"fail-some": FAILING, "deadlock-some": STUCK, "livelock-always": ENDLESS}


def load(name: str) -> Program:
    """Return a program of the folder."""
    text = (FOLDER / f"{name}.py").read_text("utf-8")
    source = Source(module=name, file=f"{name}.py", text=text)
    return Program((source,), entry="main", library=library())


def test_every_program_has_its_expectation() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == set(EXPECTED)
    assert all(EXPECTED[name] == "ok" for name in RIGHT)
    assert {EXPECTED[name] for name in WRONG} <= set(KINDS)


@pytest.mark.parametrize("name", RIGHT)
def test_a_correct_program_passes(name: str) -> None:
    exploration = explore(load(name), budget=Budget(executions=60))
    assert exploration.failure is None, exploration.failure.outcome.message


@pytest.mark.parametrize("name", WRONG)
def test_a_bug_is_found_told_and_replayed(name: str) -> None:
    subject = load(name)
    exploration = explore(subject, budget=Budget(executions=1000))
    failure = exploration.failure
    assert failure is not None
    assert failure.outcome.kind in KINDS[EXPECTED[name]], failure.outcome.message
    schedule = decode(failure.schedule)
    again = tell(
        subject, schedule.blocks, rules=Rules(), scenario="main", lockstep=schedule.lockstep
    )
    assert again == replace(failure, fewest=False)
