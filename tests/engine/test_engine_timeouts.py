"""Timeouts of every primitive: never early, exact on the fair clock, refused as by CPython."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import ends, runs

from judge.engine.result import ClockMode, OutcomeKind
from judge.engine.rules import Rules

FAIR = Rules(clock=ClockMode.FAIR)


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
