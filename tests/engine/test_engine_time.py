"""Virtual time: exact on the fair clock, no promise of any order on the adversarial one."""

from __future__ import annotations

import time
from typing import Any

import pytest
from helpers import ends, runs

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


WAITS = {
    "Lock": "lock.acquire(timeout={t})",
    "RLock": "rlock.acquire(timeout={t})",
    "Condition": "condition.wait({t})",
    "wait_for": "condition.wait_for(lambda: False, {t})",
    "Event": "threading.Event().wait({t})",
    "Semaphore": "threading.Semaphore(0).acquire(timeout={t})",
    "BoundedSemaphore": "empty.acquire(timeout={t})",
    "Queue.get": "get(queue.Queue(), {t})",
    "SimpleQueue.get": "get(queue.SimpleQueue(), {t})",
    "Queue.put": "put(full, {t})",
    "Barrier": "meet({t})",
    "join": "holder.join({t})",
    "Future": "future({t})",
}
WAITER = """
import concurrent.futures, queue, threading, time

def get(q, t):
    try:
        return q.get(timeout=t)
    except queue.Empty:
        return False

def put(q, t):
    try:
        return q.put(1, timeout=t)
    except queue.Full:
        return False

def meet(t):
    try:
        return threading.Barrier(2).wait(t)
    except threading.BrokenBarrierError:
        return False

def future(t):
    try:
        return concurrent.futures.Future().result(t)
    except concurrent.futures.TimeoutError:
        return False

def main(record):
    lock, rlock, held = threading.Lock(), threading.RLock(), threading.Event()
    empty, full, never = threading.BoundedSemaphore(1), queue.Queue(1), threading.Event()
    empty.acquire()
    full.put(0)

    def hold():
        with lock, rlock:
            held.set()
            never.wait()

    holder = threading.Thread(target=hold, daemon=True)
    holder.start()
    held.wait()
    condition = threading.Condition()
    with condition:
        start = time.monotonic(), time.perf_counter(), time.time(), time.monotonic_ns()
        assert not {wait}
        end = time.monotonic(), time.perf_counter(), time.time(), time.monotonic_ns()
    record([b - a for a, b in zip(start, end)])
"""


def waited(wait: str, timeout: float, rules: Rules) -> list[list[float]]:
    """Return by how much each clock has moved while ``wait`` timed out, for some executions."""
    moved = []
    text = WAITER.replace("{wait}", wait.format(t=timeout))
    for outcome, recorded in runs(text, 5, rules=rules):
        assert outcome.kind is OutcomeKind.FINISHED, outcome.message
        moved += recorded
    assert len(moved) == 5
    return moved


@pytest.mark.parametrize("clock", ClockMode)
@pytest.mark.parametrize("wait", WAITS.values(), ids=WAITS)
def test_a_timeout_never_fires_early(wait: str, clock: ClockMode) -> None:
    for timeout in (0.3, 0.1, 1e-3, 7, 1 / 3):
        for *clocks, nanoseconds in waited(wait, timeout, Rules(clock=clock)):
            assert all(elapsed >= timeout for elapsed in clocks), (timeout, clocks)
            assert nanoseconds >= int(timeout * 10**9)


@pytest.mark.parametrize("wait", WAITS.values(), ids=WAITS)
def test_a_timeout_fires_on_time_on_the_fair_clock(wait: str) -> None:
    for timeout in (0.25, 2, 3600):
        for elapsed in waited(wait, timeout, FAIR):
            assert elapsed == [timeout, timeout, timeout, timeout * 10**9]


@pytest.mark.parametrize("wait", WAITS.values(), ids=WAITS)
def test_a_timeout_of_zero_tries_once(wait: str) -> None:
    for elapsed in waited(wait, 0, FAIR):
        assert elapsed == [0, 0, 0, 0]


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


REFUSED = {
    "Lock.acquire(timeout=-5)": "threading.Lock().acquire(timeout=-5)",
    "Lock.acquire(False, 1)": "threading.Lock().acquire(False, 1)",
    "Lock.acquire(timeout=1e10)": "threading.Lock().acquire(timeout=1e10)",
    "Lock.acquire(timeout=None)": "threading.Lock().acquire(timeout=None)",
    "RLock.acquire(timeout=-5)": "threading.RLock().acquire(timeout=-5)",
    "RLock.acquire(timeout=1e10)": "threading.RLock().acquire(timeout=1e10)",
    "Condition.wait(1e10)": "wait(1e10)",
    "Event.wait(1e10)": "threading.Event().wait(1e10)",
    "Semaphore.acquire(False, 1)": "threading.Semaphore().acquire(False, 1)",
    "Semaphore(-1)": "threading.Semaphore(-1)",
    "Queue.get(timeout=-1)": "queue.Queue().get(timeout=-1)",
    "SimpleQueue.get(timeout=-1)": "queue.SimpleQueue().get(timeout=-1)",
    "sleep(-1)": "time.sleep(-1)",
    "sleep('1')": "time.sleep('1')",
    "sleep(nan)": "time.sleep(float('nan'))",
    "sleep(inf)": "time.sleep(float('inf'))",
    "sleep(1e300)": "time.sleep(1e300)",
}
REFUSAL = """
import queue, threading, time

def wait(timeout):
    condition = threading.Condition()
    with condition:
        condition.wait(timeout)

def main(record):
    try:
        {call}
    except Exception as error:
        record(type(error).__name__)
"""


@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_what_cpython_refuses_is_refused(call: str) -> None:
    natively: list[str] = []
    namespace: dict[str, Any] = {}
    exec(REFUSAL.replace("{call}", call), namespace)
    namespace["main"](natively.append)
    assert len(natively) == 1
    assert ends(REFUSAL.replace("{call}", call), executions=1) == {natively[0]}


def test_a_negative_timeout_of_a_condition_tries_once() -> None:
    program = """
import threading

def main(record):
    condition = threading.Condition()
    with condition:
        record((condition.wait(-1), condition.wait(0), threading.Event().wait(-1)))
"""
    assert ends(program, executions=5) == {(False, False, False)}


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
