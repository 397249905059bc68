"""What a package under control does is seen, told and replayed; it is fresh every time."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest
from packages import Make, failure_of, making, recorded_by, searched  # noqa: F401

import judge.engine.source
from judge.engine.explore import tell
from judge.engine.result import Claim, OutcomeKind
from judge.engine.rules import Rules
from judge.engine.schedule import decode

COUNTER = """
import threading

class Counter:
    def __init__(self):
        self.n = 0
        self.lock = threading.Lock()

    def up(self):
        self.n += 1

    def up_safely(self):
        with self.lock:
            self.n += 1
"""
RACE = """
from aid import together
from shop.counter import Counter

def main():
    counter = Counter()
    together(counter.{up}, counter.{up})
    assert counter.n == 2
"""


def test_a_race_in_a_package_is_found_and_told_in_its_own_file(make: Make) -> None:
    program = make(RACE.format(up="up"), {"shop/__init__.py": "", "shop/counter.py": COUNTER})
    failure = failure_of(program)
    assert failure.outcome.kind is OutcomeKind.ASSERTION
    assert failure.outcome.file == "program.py"
    places = {(step.file, step.code) for step in failure.trace}
    assert ("shop/counter.py", "self.n += 1") in places


def test_the_package_with_a_lock_is_complete(make: Make) -> None:
    files = {"shop/__init__.py": "", "shop/counter.py": COUNTER}
    exploration = searched(make(RACE.format(up="up_safely"), files))
    assert exploration.failure is None
    assert exploration.claim is Claim.COMPLETE


def test_a_package_that_is_not_under_control_is_named_and_lowers_the_claim(make: Make) -> None:
    files = {"shop/__init__.py": "", "shop/counter.py": COUNTER}
    text = "import shop.counter\n" + RACE.format(up="up_safely").replace(
        "from shop.counter import", "from shop2 import"
    )
    files["shop2.py"] = COUNTER
    program = make(text, files, control=("shop2",))
    exploration = searched(program)
    assert exploration.failure is None
    assert exploration.claim is Claim.SAMPLED
    (noted,) = program.unseen
    assert "what shop does with shared data is not seen" in noted
    assert "--control shop " in noted


def test_a_schedule_of_a_package_replays_and_knows_when_the_package_changed(make: Make) -> None:
    files = {"shop/__init__.py": "", "shop/counter.py": COUNTER}
    failure = failure_of(make(RACE.format(up="up"), files))
    schedule = decode(failure.schedule)
    again = make(RACE.format(up="up"), files)
    told = tell(again, schedule.blocks, rules=Rules(), scenario="main")
    assert (told.outcome, told.schedule, told.trace) == (
        failure.outcome,
        failure.schedule,
        failure.trace,
    )
    files["shop/counter.py"] += "\n# changed\n"
    changed = make(RACE.format(up="up"), files)
    other = tell(changed, schedule.blocks, rules=Rules(), scenario="main")
    assert decode(other.schedule).digest != schedule.digest


def test_a_deadlock_between_two_files_names_both(make: Make) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/locks.py": "import threading\nA = threading.Lock()\nB = threading.Lock()",
        "shop/one.py": "from .locks import A, B\ndef go():\n    with A:\n        with B: pass",
        "shop/two.py": "from .locks import A, B\ndef go():\n    with B:\n        with A: pass",
    }
    text = """
from aid import together
from shop import one, two

def main():
    together(one.go, two.go)
"""
    outcome = failure_of(make(text, files)).outcome
    assert outcome.kind is OutcomeKind.DEADLOCK
    assert {w.file for w in outcome.waiting} >= {"shop/one.py", "shop/two.py"}


def test_every_execution_finds_its_packages_fresh(make: Make) -> None:
    recorded: list[Any] = []
    text = """
from aid import together
from shop.state import seen

def main(record):
    record(len(seen))
    seen.append(1)
    together(lambda: seen.append(2), lambda: seen.append(3))
"""
    files = {"shop/__init__.py": "", "shop/state.py": "seen = []"}
    searched(make(text, files, recorded=recorded), executions=5)
    assert len(recorded) == 5
    assert set(recorded) == {0}


def test_what_is_under_control_is_gone_from_the_interpreter_afterwards(make: Make) -> None:
    searched(make(RACE.format(up="up"), {"shop/__init__.py": "", "shop/counter.py": COUNTER}))
    assert not [name for name in sys.modules if name.partition(".")[0] == "shop"]


def test_a_module_that_was_imported_before_stays_what_it_was(make: Make) -> None:
    program = make(RACE.format(up="up"), {"shop/__init__.py": "", "shop/counter.py": COUNTER})
    outer = importlib.import_module("shop.counter")
    searched(program)
    assert sys.modules["shop.counter"] is outer
    assert outer.Counter().n == 0


def test_a_module_outside_sees_the_package_as_it_is_without_control(make: Make) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/counter.py": COUNTER,
        "outside.py": "from shop.counter import Counter",
    }
    text = """
import shop.counter
import outside

def main(record):
    import sys
    record(outside.Counter is shop.counter.Counter)
    record(sys.modules["shop.counter"] is shop.counter)
    outside.Counter().up()
"""
    recorded: list[Any] = []
    searched(make(text, files, recorded=recorded), executions=3)
    assert recorded == [False, True] * (len(recorded) // 2)
    assert importlib.import_module("outside").Counter().n == 0


def test_a_package_around_a_module_under_control_is_left_alone(make: Make) -> None:
    files = {"shop/__init__.py": "MARK = object()", "shop/counter.py": COUNTER}
    text = "import shop.counter\ndef main(record): record((shop.MARK, shop.counter.Counter))"
    (mark, counter), *_ = recorded_by(make, text, files, control=("shop.counter",))
    outer = importlib.import_module("shop")
    assert mark is outer.MARK
    assert not hasattr(outer, "counter")
    assert counter is not importlib.import_module("shop.counter").Counter


def test_modules_beside_the_program_are_under_control(make: Make, tmp_path: Path) -> None:
    text = RACE.format(up="up").replace("shop.counter", "beside")
    program = make(text, {"beside.py": COUNTER}, control=(), folders=(str(tmp_path),))
    assert failure_of(program).outcome.kind is OutcomeKind.ASSERTION


def test_a_module_beside_the_program_does_not_hide_a_built_in_one(
    make: Make, tmp_path: Path
) -> None:
    files = {"sys.py": "version = 'mine'", "colour.py": "RED = 1"}
    text = "import sys, colour\ndef main(record): record((sys.version, colour.RED))"
    found = recorded_by(make, text, files, control=(), folders=(str(tmp_path),))
    assert found == [(sys.version, 1)]


def test_an_extension_module_cannot_be_controlled_and_is_named(make: Make) -> None:
    text = """
import _csv
from aid import together

def main():
    seen = []
    together(lambda: seen.append(1), lambda: seen.append(2))
"""
    pytest.importorskip("_csv")
    program = make(text, {}, control=("_csv",))
    assert searched(program).claim is Claim.SAMPLED
    (noted,) = program.unseen
    assert "_csv" in noted
    assert "not written in Python" in noted


def test_a_module_of_the_standard_library_can_be_controlled_too(make: Make) -> None:
    text = """
import sched, time
from aid import together

def main(record):
    scheduler = sched.scheduler(time.monotonic, time.sleep)
    for n in (3, 1, 2):
        scheduler.enter(n, 1, record, (n,))
    together(scheduler.run)
"""
    assert recorded_by(make, text, {}, control=("sched",)) == [1, 2, 3]


def test_a_package_is_parsed_once_for_all_executions(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = judge.engine.source
    rewritten: list[object] = []
    real = source.rewrite
    monkeypatch.setattr(
        source, "rewrite", lambda tree, **how: rewritten.append(tree) or real(tree, **how)
    )
    files = {"shop/__init__.py": "", "shop/counter.py": COUNTER + "# parsed once"}
    text = RACE.format(up="up_safely") + "# parsed once"
    for _ in range(2):
        searched(make(text, files), executions=10)
    assert 0 < len(rewritten) <= 4


def test_a_mistake_in_a_package_is_told_with_its_place(make: Make) -> None:
    files = {"shop/__init__.py": "", "shop/bad.py": "def broken(:\n    pass\n"}
    outcome = failure_of(make("def main():\n    import shop.bad\n", files)).outcome
    assert outcome.kind is OutcomeKind.EXCEPTION
    assert "bad.py, line 1" in outcome.message
