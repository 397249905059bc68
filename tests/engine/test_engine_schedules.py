"""Schedules: a failure can be run again from its string, and is as small as it gets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers import library, program, search

from judge.engine.explore import Budget, Explorer, explore, tell
from judge.engine.minimize import minimize
from judge.engine.program import Program, Source
from judge.engine.replay import blocks_of, replay
from judge.engine.result import ClockMode, Failure, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import PYTHON, Schedule, ScheduleError, decode, digest_of

FAILING = {
    "a lost update": """
from aid import together

class C:
    n = 0

def main():
    c = C()

    def up():
        c.n += 1

    together(up, up)
    assert c.n == 2
""",
    "a deadlock": """
import threading
from aid import together

def main():
    a, b = threading.Lock(), threading.Lock()

    def take(one, other):
        with one, other:
            pass

    together(lambda: take(a, b), lambda: take(b, a))
""",
    "a lost wake-up": """
import threading
from aid import together

def main():
    condition = threading.Condition()

    def wait():
        with condition:
            condition.wait()

    def wake():
        with condition:
            condition.notify()

    together(wait, wake)
""",
    "an exception in a check-then-act": """
from aid import together

def main():
    table = {"a": 1}

    def take():
        if "a" in table:
            del table["a"]

    together(take, take, take)
""",
    "a timeout taken for a signal": """
import threading
from aid import together

def main():
    condition, ready = threading.Condition(), []

    def wait():
        with condition:
            condition.wait(timeout=1)
            assert ready

    def wake():
        with condition:
            ready.append(1)
            condition.notify()

    together(wait, wake)
""",
    "an order by sleep": """
import threading, time

def main():
    seen = []

    def late():
        time.sleep(1)
        seen.append("late")

    thread = threading.Thread(target=late)
    thread.start()
    seen.append("early")
    time.sleep(2)
    assert seen == ["early", "late"]
    thread.join()
""",
    "a race in a pool": """
from concurrent.futures import ThreadPoolExecutor

def main():
    n = 0

    def up(_):
        nonlocal n
        n += 1

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(up, range(2)))
    assert n == 2
""",
    "two barging spinners": """
import threading, time
from aid import together

def main():
    flag, inside = [False, False], []

    def enter(me):
        while flag[1 - me]:
            time.sleep(0)
        flag[me] = True
        inside.append(me)
        assert len(inside) == 1
        inside.remove(me)
        flag[me] = False

    together(lambda: enter(0), lambda: enter(1))
""",
}


def failed(text: str, strategy: str = "portfolio") -> tuple[Program, Failure]:
    """Return the program and the failure that a strategy finds."""
    subject = program(text)
    exploration = explore(subject, strategy=strategy, budget=Budget(executions=1000))
    assert exploration.failure is not None
    return subject, exploration.failure


@pytest.mark.parametrize("text", FAILING.values(), ids=FAILING)
def test_a_failure_is_replayed_from_its_string(text: str) -> None:
    _, failure = failed(text)
    schedule = decode(failure.schedule)
    for _ in range(2):
        again = tell(program(text), schedule.blocks, rules=Rules(), scenario="main")
        assert again == replace(failure, fewest=False)


@pytest.mark.parametrize("text", FAILING.values(), ids=FAILING)
def test_a_failure_is_never_made_worse_by_minimizing(text: str) -> None:
    subject = program(text)
    for strategy in ("random_walk", "pos"):
        explorer = Explorer(subject, "main", strategy, 1, Rules(), Budget())
        for _ in range(400):
            assert explorer.strategy.begin()
            execution = explorer._execute()
            if execution.outcome is not None and execution.outcome.failed:
                break
        assert execution.outcome is not None
        assert execution.outcome.failed
        plain = replay(subject, blocks_of(execution), rules=Rules())
        assert plain.outcome == execution.outcome
        smallest = minimize(subject, blocks_of(execution), execution.outcome, rules=Rules())
        assert smallest is not None
        assert smallest.outcome.kind is execution.outcome.kind
        assert smallest.outcome.error == execution.outcome.error
        assert smallest.cost <= plain.cost
        assert smallest.preemptions <= plain.preemptions


PREEMPTIONS = {
    "a lost update": 1,
    "a deadlock": 1,
    "a lost wake-up": 0,
    "an exception in a check-then-act": 1,
    "a timeout taken for a signal": 0,
    "a race in a pool": 1,
}


@pytest.mark.parametrize(("name", "least"), PREEMPTIONS.items())
def test_a_failure_is_told_with_as_few_preemptions_as_it_needs(name: str, least: int) -> None:
    _, failure = failed(FAILING[name], strategy="random_walk")
    assert failure.preemptions == least


def test_the_trace_tells_who_did_what_and_ends_with_the_failure() -> None:
    _, failure = failed(FAILING["a lost update"])
    assert {step.thread for step in failure.trace} >= {"MainThread", "Thread-1 (up)"}
    last = failure.trace[-1]
    assert (last.thread, last.code) == ("MainThread", "assert c.n == 2")
    assert last.event.startswith("raises AssertionError")
    writes = [step for step in failure.trace if step.event.startswith("writes n")]
    assert [step.event for step in writes] == ["writes n = 1", "writes n = 1"]
    assert {step.line for step in writes} == {11}
    assert {step.code for step in writes} == {"c.n += 1"}


def test_an_execution_on_the_fair_clock_is_replayed_on_it() -> None:
    text = """
import time
from aid import together

def main():
    order = []

    def job(n):
        time.sleep(n)
        order.append(n)

    together(lambda: job(2), lambda: job(1))
    assert order == [2, 1]
"""
    rules = Rules(clock=ClockMode.FAIR)
    failure = search(text, rules=rules).failure
    assert failure is not None
    schedule = decode(failure.schedule)
    assert schedule.clock is ClockMode.FAIR
    again = tell(program(text), schedule.blocks, rules=rules, scenario="main")
    assert again == replace(failure, fewest=False)


@pytest.mark.parametrize("clock", ClockMode)
@pytest.mark.parametrize("blocks", [(), ((0, 1),), ((0, 3), (12, 1), (1, 100_000))])
@pytest.mark.parametrize("scenario", ["main", "test_a[x-1.5_y]", "test_ümlaut"])
def test_a_schedule_survives_its_string(clock: ClockMode, blocks: tuple, scenario: str) -> None:
    schedule = Schedule(blocks=blocks, scenario=scenario, digest="0123abcd", clock=clock)
    assert decode(schedule.encode()) == schedule
    assert decode(f"  {schedule.encode()}\n") == schedule


GOOD = Schedule(blocks=((0, 3), (1, 2)), scenario="main", digest="0123abcd").encode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a schedule"),
        ("nonsense", "not a schedule"),
        (GOOD.replace("0-3", "0-x"), "not a schedule"),
        (GOOD.replace(".a.", ".z."), "not a schedule"),
        (GOOD.removesuffix(".main"), "not a schedule"),
        (GOOD.replace("0123abcd", "0123"), "not a schedule"),
        ("99" + GOOD[1:], "another version of kata"),
        (GOOD.replace(f".{PYTHON}.", ".27."), "recorded on Python 2.7"),
        (GOOD.replace(f".{PYTHON}.", ".399."), "replay it with Python 3.99"),
    ],
)
def test_a_string_that_cannot_be_replayed_says_why(text: str, message: str) -> None:
    with pytest.raises(ScheduleError, match=message):
        decode(text)


def test_a_schedule_belongs_to_its_sources() -> None:
    assert digest_of(["a", "b"]) == digest_of(["a", "b"])
    assert digest_of(["a", "b"]) != digest_of(["a", "c"])
    assert digest_of(["a", "b"]) != digest_of(["ab"])
    assert digest_of(["a", "b"]) != digest_of(["b", "a"])


def test_a_schedule_that_no_longer_fits_is_followed_as_far_as_it_goes() -> None:
    subject = program(FAILING["a lost update"])
    for blocks in ((), ((7, 3),), ((0, 10_000),), ((2, 5), (1, 5), (9, 9), (0, 1))):
        result = replay(subject, blocks, rules=Rules())
        assert result.outcome.kind in (OutcomeKind.FINISHED, OutcomeKind.ASSERTION)


def test_the_same_program_loaded_twice_fails_by_the_same_schedule() -> None:
    text = FAILING["a lost update"]
    first = search(text).failure
    second = search(text).failure
    assert first == second
    assert first is not None
    other = Source(module="program", file="renamed.py", text=text.replace("c.n", "c.n "))
    aid = next(s for s in program(text).sources.values() if s.module == "aid")
    renamed = Program((other, aid), entry="main", library=library())
    result = replay(renamed, decode(first.schedule).blocks, rules=Rules())
    assert result.outcome.kind is OutcomeKind.ASSERTION
