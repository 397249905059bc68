"""Virtual time: exact on the fair clock, no promise of any order on the adversarial one."""

from __future__ import annotations

import time
from typing import Any

import pytest
from helpers import ends

from judge.engine.result import ClockMode, OutcomeKind
from judge.engine.rules import Rules

FAIR = Rules(clock=ClockMode.FAIR)

LOST = OutcomeKind.LOST_WAKEUP


def fairly(text: str, **options: Any) -> set:
    """Return how executions on the fair clock can end."""
    return ends(text, rules=FAIR, executions=options.pop("executions", 60), **options)


def test_ten_sleeps_on_five_workers_take_exactly_two_seconds() -> None:
    program = """
import time
from concurrent.futures import ThreadPoolExecutor

def main(record):
    start = time.monotonic()
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(time.sleep, [1] * 10))
    record(time.monotonic() - start)
"""
    assert fairly(program, strategies=("random_walk", "pos")) == {2.0}


def test_a_century_of_sleep_costs_nothing() -> None:
    program = """
import time

def main(record):
    start = time.monotonic()
    time.sleep(100 * 365 * 86_400)
    record(time.monotonic() - start)
"""
    start = time.monotonic()
    assert fairly(program, executions=1) == {3_153_600_000.0}
    assert time.monotonic() - start < 5


SLEEPERS = """
import time
from aid import together

def main(record):
    def sleeper(n):
        time.sleep(n)
        order.append(n)

    order = []
    together(*(lambda n=n: sleeper(n) for n in (3, 1, 2)))
    record(tuple(order))
"""


def test_sleepers_wake_in_order_on_the_fair_clock() -> None:
    assert fairly(SLEEPERS) == {(1, 2, 3)}


def test_sleepers_wake_in_any_order_on_the_adversarial_clock() -> None:
    found = ends(SLEEPERS, executions=400)
    assert found == {(a, b, 6 - a - b) for a in (1, 2, 3) for b in (1, 2, 3) if a != b}


def test_a_sleep_orders_nothing_on_the_adversarial_clock() -> None:
    program = """
import threading, time

def main(record):
    ready = []
    thread = threading.Thread(target=ready.append, args=(1,))
    thread.start()
    time.sleep(3600)
    record(len(ready))
    thread.join()
"""
    assert ends(program) == {0, 1}
    assert fairly(program) == {1}


def test_nobody_sleeps_while_somebody_can_run_on_the_fair_clock() -> None:
    program = """
import threading, time

def main(record):
    done = []

    def busy():
        for n in range(50):
            done.append(n)

    thread = threading.Thread(target=busy)
    thread.start()
    time.sleep(0.000001)
    record(len(done))
    thread.join()
"""
    assert fairly(program) == {50}


RACE = """
import threading

def main(record):
    condition = threading.Condition()

    def wake():
        with condition:
            condition.notify()

    with condition:
        thread = threading.Thread(target=wake)
        thread.start()
        record(condition.wait(timeout=5))
    thread.join()
"""


def test_a_timeout_races_with_a_notification_on_the_adversarial_clock() -> None:
    assert ends(RACE) == {True, False}


def test_a_timeout_loses_against_somebody_who_can_run_on_the_fair_clock() -> None:
    assert fairly(RACE) == {True}


def test_repeated_short_sleeps_add_up() -> None:
    program = """
import time

def main(record):
    start = time.monotonic()
    for _ in range(10):
        before = time.monotonic()
        time.sleep(0.1)
        assert time.monotonic() - before >= 0.1
    elapsed = time.monotonic() - start
    record(1 <= elapsed < 1.0001)
"""
    assert fairly(program, executions=1) == {True}


@pytest.mark.parametrize("others", ["", "threading.Thread(target=time.sleep, args=(9,)).start()"])
def test_waiting_until_it_is_later_than_the_deadline_takes_hardly_longer(others: str) -> None:
    program = f"""
import threading, time

def main(record):
    {others}
    condition, start = threading.Condition(), time.monotonic()
    with condition:
        while (left := start + 5 - time.monotonic()) >= 0:
            condition.wait(left)
    record(5 < time.monotonic() - start < 5.00001)
"""
    assert fairly(program, executions=1) == {True}


def test_a_wait_without_timeout_is_not_woken_by_time() -> None:
    program = """
import threading, time

def main(record):
    threading.Thread(target=time.sleep, args=(10,)).start()
    threading.Event().wait()
"""
    assert ends(program, executions=20) == {LOST}
    assert fairly(program, executions=20) == {LOST}


def test_timers_fire_in_order_on_the_fair_clock() -> None:
    program = """
import threading

def main(record):
    fired = []
    timers = [threading.Timer(n, fired.append, args=(n,)) for n in (0.3, 0.1, 0.2)]
    for timer in timers:
        timer.start()
    for timer in timers:
        timer.join()
    record(tuple(fired))
"""
    assert fairly(program) == {(0.1, 0.2, 0.3)}


def test_clocks_agree_and_start_in_the_present() -> None:
    program = """
import time

def main(record):
    before = time.monotonic(), time.time()
    time.sleep(5)
    record((time.monotonic() - before[0], time.time() - before[1], before[1] > 1.6e9,
            time.perf_counter() == time.monotonic(), time.monotonic_ns() == time.monotonic() * 1e9,
            time.time_ns() == time.time() * 1e9, time.gmtime(0).tm_year))
"""
    assert ends(program, executions=1) == {(5.0, 5.0, True, True, True, True, 1970)}
