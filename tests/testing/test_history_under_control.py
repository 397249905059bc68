"""Under the engine no history is missed, and none is explored twice for nothing."""

from __future__ import annotations

import gc
import re
from collections.abc import Hashable, Iterator
from pathlib import Path

import pytest

import judge.testing
from judge.engine.explore import Budget, explore
from judge.engine.once import run_once
from judge.engine.program import Program, Source
from judge.engine.result import Claim, Exploration, Outcome
from judge.engine.rules import Rules
from judge.engine.stdlib import StandardLibrary
from judge.engine.strategies import make_strategy

MOST = 20_000
TESTING = Source(
    module="judge.testing",
    file="judge/testing.py",
    text=Path(judge.testing.__file__).read_text("utf-8"),
)
HEAD = """
import threading
from judge.testing import History, MustWait, Raised, assert_linearizable

def together(*jobs):
    threads = [threading.Thread(target=job, name=f"T{i}") for i, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def told(history):
    calls, ended = history.calls()
    done = frozenset((repr(c), repr(c.answer)) for c in calls[:ended])
    order = frozenset((repr(o), repr(c)) for c in calls for o in c.before.values())
    return done, frozenset(repr(c) for c in calls[ended:]), order

def nothing(number):
    pass

class Forgetful:
    # A write and a read share nothing: that the write is not seen shows in the time alone.
    def __init__(self):
        self.written, self.value = 0, 0

    def write(self, value):
        self.written = value

    def read(self):
        return self.value

class Register:
    def __init__(self):
        self.value = 0

    def write(self, value):
        self.value = value

    def read(self):
        return self.value

class Counter:
    # Of two additions one may be lost.
    def __init__(self):
        self.value = 0

    def add(self):
        value = self.value
        self.value = value + 1
        return value

class RightCounter(Counter):
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0

    def add(self):
        with self.lock:
            return super().add()
"""
CALLS_OF_NOTHING = """
def main(record):
    history = History()
    call = history.call
    together({jobs})
    record(told(history))
"""
PROGRAMS = {
    "a write that is not seen": """
def main(record):
    register, history = Forgetful(), History()
    together(
        lambda: history.call("write", register.write, 1),
        lambda: history.call("read", register.read),
    )
    record(told(history))
    assert_linearizable(history, Register())
""",
    "a lost update": """
def main(record):
    counter, history = Counter(), History()
    add = lambda: history.call("add", counter.add)
    together(add, add)
    record(told(history))
    assert_linearizable(history, Counter())
""",
    "a counter with a lock": """
def main(record):
    counter, history = RightCounter(), History()
    add = lambda: history.call("add", counter.add)
    together(add, add)
    record(told(history))
    assert_linearizable(history, Counter())
""",
    "calls that may still be under way": """
def main(record):
    register, history = Forgetful(), History()
    thread = threading.Thread(target=history.call, args=("write", register.write, 1))
    thread.start()
    history.call("read", register.read)
    told_early = told(history)
    thread.join()
    record((told_early, told(history)))
    assert_linearizable(history, Register())
""",
    "one thread calls twice": CALLS_OF_NOTHING.format(
        jobs='lambda: (call("f", nothing, 1), call("f", nothing, 2)), lambda: call("f", nothing, 3)'
    ),
}


@pytest.fixture(scope="module")
def library() -> StandardLibrary:
    return StandardLibrary()


def runs(text: str, name: str, library: StandardLibrary) -> Iterator[tuple[Outcome, list[object]]]:
    """Yield how each execution of a systematic strategy ended, and what it recorded."""
    recorded: list[object] = []
    program = program_of(text, library, record=recorded.append)
    strategy = make_strategy(name, 0)
    shared: set[tuple[str, str]] = set()
    for _ in range(MOST):
        if not strategy.begin():
            gc.collect()
            return
        recorded.clear()
        known = len(shared)
        execution = run_once(program, strategy, rules=Rules(), shared=shared)
        outcome = execution.outcome
        assert outcome is not None
        if len(shared) == known and outcome.kind.value != "cut":
            yield outcome, list(recorded)
    raise AssertionError(f"{name} did not come to its end in {MOST} executions")


def program_of(text: str, library: StandardLibrary, **arguments: object) -> Program:
    source = Source(module="program", file="program.py", text=HEAD + text)
    return Program((source, TESTING), entry="main", arguments=arguments, library=library)


def histories(text: str, name: str, library: StandardLibrary) -> list[Hashable]:
    return [
        (outcome.kind.value, outcome.error, tuple(recorded))  # type: ignore[misc]
        for outcome, recorded in runs(text, name, library)
    ]


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_dpor_meets_the_histories_that_depth_first_meets(
    text: str, library: StandardLibrary
) -> None:
    everything = histories(text, "depth_first", library)
    found = histories(text, "dpor", library)
    assert set(found) == set(everything)
    assert len(found) < len(everything) / 3


def test_an_order_in_time_that_no_data_shows_is_found(library: StandardLibrary) -> None:
    text = PROGRAMS["a write that is not seen"]
    for strategy in ("dpor", "depth_first"):
        ends = {outcome.kind.value for outcome, _ in runs(text, strategy, library)}
        assert ends == {"finished", "assertion"}, strategy


@pytest.mark.parametrize(
    ("jobs", "orders"),
    [
        ('lambda: call("f", nothing, 1), lambda: call("f", nothing, 2)', 3),
        (", ".join(f'lambda: call("f", nothing, {number})' for number in (1, 2, 3)), 19),
    ],
    ids=["two", "three"],
)
def test_calls_of_nothing_are_run_once_for_each_order_in_time(
    jobs: str, orders: int, library: StandardLibrary
) -> None:
    found = histories(CALLS_OF_NOTHING.format(jobs=jobs), "dpor", library)
    # So many interval orders there are of two, and of three, calls.
    assert len(set(found)) == orders
    assert len(found) == orders


def explored(text: str, library: StandardLibrary) -> Exploration:
    program = program_of(text, library, record=lambda value: None)
    return explore(program, budget=Budget(executions=400))


def test_a_right_object_is_explored_to_the_end(library: StandardLibrary) -> None:
    exploration = explored(PROGRAMS["a counter with a lock"], library)
    assert exploration.failure is None
    assert exploration.claim is Claim.COMPLETE
    assert exploration.note is None


def test_the_story_is_the_same_every_time(library: StandardLibrary) -> None:
    first = explored(PROGRAMS["a lost update"], library).failure
    again = explored(PROGRAMS["a lost update"], StandardLibrary()).failure
    assert first == again
    assert first is not None
    head, *calls = first.outcome.message.splitlines()
    assert re.fullmatch(
        r"add\(\) -> 0, called by T[01], fits nowhere among the calls: "
        "wherever it could stand it would return 1",
        head,
    )
    assert sorted(line.split()[0] for line in calls) == ["T0", "T1"]
    assert all(line.endswith("  add() -> 0") for line in calls)


def test_the_check_itself_takes_few_steps(library: StandardLibrary) -> None:
    with_check = explored(PROGRAMS["a counter with a lock"], library)
    without = PROGRAMS["a counter with a lock"].replace("    assert_linearizable", "    # ")
    assert with_check.executions == explored(without, library).executions
    steps = with_check.steps - explored(without, library).steps
    assert steps / with_check.executions < 40
