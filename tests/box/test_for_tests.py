"""Tests of a kata may import the judge's helpers, which are controlled; submissions may not."""

from __future__ import annotations

import sys

import pytest

import judge.testing
from judge.box.for_tests import for_tests
from judge.box.gate import ObjectionKind, objections
from judge.engine.explore import Budget, explore
from judge.engine.finder import FOR_TESTS
from judge.engine.program import Program, Source
from judge.katas import DEFAULT_IMPORTS

TEST = """
import threading
import judge.testing
from judge.testing import History

def test_it():
    history = History()
    threads = [
        threading.Thread(target=history.call, args=("answer", lambda: 42)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(history.calls()[0]) == 2
    assert judge.testing.History is History
"""


def program() -> Program:
    """Return a test that records a history."""
    source = Source(module="test_stress", file="test_stress.py", text=TEST)
    return Program((source,), entry="test_it", finder=for_tests())


def test_the_accesses_of_a_helper_are_scheduling_points() -> None:
    subject = program()
    exploration = explore(subject, budget=Budget(executions=200))
    assert exploration.failure is None
    assert exploration.executions > 1
    assert "judge/testing.py" in subject.files


def test_a_helper_that_is_under_control_takes_nothing_from_the_claim() -> None:
    subject = program()
    explore(subject, budget=Budget(executions=5))
    assert subject.unseen == frozenset()


def test_the_helper_of_this_process_is_left_alone() -> None:
    before = sys.modules["judge"], judge.testing, judge.testing.History
    explore(program(), budget=Budget(executions=5))
    assert before == (sys.modules["judge"], sys.modules["judge.testing"], judge.testing.History)


@pytest.mark.parametrize("name", FOR_TESTS)
@pytest.mark.parametrize("how", ["import {}", "from {} import *", "import judge", "import {} as x"])
def test_a_submission_may_not_import_a_helper(name: str, how: str) -> None:
    text = f"{how.format(name)}\nclass A: pass\n"
    found = objections(text, names=["A"], allow=DEFAULT_IMPORTS, forbid=[])
    assert found
    assert {objection.kind for objection in found} == {ObjectionKind.FORBIDDEN}
