"""Threads and locks are controlled, whatever way a program reaches them."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import ends, failure_of

from judge.engine.result import OutcomeKind

DEADLOCK = OutcomeKind.DEADLOCK
FOLDER = Path(__file__).with_name("reached")
REACHED = sorted(path.stem for path in FOLDER.glob("*.py"))
OTHER = """
import threading

A = threading.Lock()
B = threading.Lock()

def forth():
    with A, B:
        pass
"""


def program_text(name: str) -> str:
    """Return a program in which two threads take two locks in opposite orders."""
    return (FOLDER / f"{name}.py").read_text("utf-8")


@pytest.mark.parametrize("name", REACHED)
def test_locks_taken_in_opposite_orders_may_deadlock(name: str) -> None:
    assert ends(program_text(name), other=OTHER) == {(), DEADLOCK}


@pytest.mark.parametrize("name", REACHED)
def test_the_deadlock_is_replayed_and_told(name: str) -> None:
    failure = failure_of(program_text(name), other=OTHER)
    assert failure.outcome.kind is DEADLOCK
    assert len(failure.outcome.waiting) >= 2
    assert failure.trace
