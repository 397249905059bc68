"""The primitives of ``threading``: CPython's own code, under control."""

from __future__ import annotations

import pytest
from helpers import ends, search

PRIMITIVES = {
    "an event orders": (
        """
    event, n = threading.Event(), []
    together(lambda: (n.append(1), event.set()), lambda: (event.wait(), n.append(2)))
    record(tuple(n))
""",
        {(1, 2)},
    ),
    "an event may be set already or not yet": (
        """
    event = threading.Event()
    together(event.set, lambda: record(event.is_set()))
""",
        {True, False},
    ),
    "a barrier lets all go together": (
        """
    barrier, n = threading.Barrier(2), []

    def job():
        n.append(1)
        barrier.wait()
        record(len(n))

    together(job, job)
""",
        {(2, 2)},
    ),
    "a barrier names one of each round": (
        """
    barrier, got = threading.Barrier(2), []
    together(lambda: got.append(barrier.wait()), lambda: got.append(barrier.wait()))
    record(tuple(sorted(got)))
""",
        {(0, 1)},
    ),
    "a semaphore lets so many in": (
        """
    semaphore, inside, most = threading.Semaphore(2), set(), []

    def job():
        with semaphore:
            inside.add(threading.get_ident())
            most.append(len(inside))
            inside.discard(threading.get_ident())

    together(job, job, job)
    record(max(most))
""",
        {1, 2},
    ),
    "a bounded semaphore refuses": (
        """
    semaphore = threading.BoundedSemaphore(1)

    def job():
        try:
            semaphore.release()
        except ValueError:
            record("refused")

    together(job)
""",
        {"refused"},
    ),
    "a reentrant lock is taken twice": (
        """
    lock = threading.RLock()

    def job():
        with lock, lock:
            record(lock.acquire(blocking=False))
            lock.release()

    together(job)
""",
        {True},
    ),
    "a reentrant lock is given back by its holder only": (
        """
    lock = threading.RLock()

    def job():
        with lock:
            event.set()
            done.wait()

    def other():
        event.wait()
        try:
            lock.release()
        except RuntimeError:
            record("refused")
        record(lock.acquire(blocking=False))
        done.set()

    event, done = threading.Event(), threading.Event()
    together(job, other)
""",
        {("refused", False)},
    ),
    "a lock is given back by anybody": (
        """
    lock = threading.Lock()
    lock.acquire()
    together(lock.release, lambda: (lock.acquire(), record(lock.locked())))
""",
        {True},
    ),
    "a free lock cannot be given back": (
        """
    try:
        threading.Lock().release()
    except RuntimeError:
        record("refused")
""",
        {"refused"},
    ),
    "trying a lock depends on when": (
        """
    lock, turns = threading.Lock(), []

    def job():
        if lock.acquire(blocking=False):
            turns.append(1)
            lock.release()
            record("got")
        else:
            record("busy")

    together(job, job)
""",
        {("got", "got"), ("busy", "got")},
    ),
    "a condition must be owned": (
        """
    condition = threading.Condition()
    for call in (condition.wait, condition.notify, condition.notify_all):
        try:
            call()
        except RuntimeError:
            record("refused")
""",
        {("refused", "refused", "refused")},
    ),
    "notify wakes one and notify_all all": (
        """
    condition, awake, waiting = threading.Condition(), [], []

    def wait():
        with condition:
            waiting.append(1)
            condition.notify_all()
            condition.wait_for(lambda: go)
            awake.append(1)

    def wake():
        with condition:
            condition.wait_for(lambda: len(waiting) == 2)
            go.append(1)
            condition.notify_all()

    go = []
    together(wait, wait, wake)
    record(len(awake))
""",
        {2},
    ),
}


@pytest.mark.parametrize(("body", "expected"), PRIMITIVES.values(), ids=PRIMITIVES)
def test_a_primitive_does_what_cpython_does(body: str, expected: set) -> None:
    head = "import threading\nfrom aid import together\n\ndef main(record):"
    assert ends(head + body, executions=100) == expected


def test_a_broken_barrier_tells_everybody() -> None:
    program = """
import threading
from aid import together

def main(record):
    barrier, told = threading.Barrier(3), []

    def job():
        try:
            barrier.wait()
        except threading.BrokenBarrierError:
            told.append(1)

    together(job, job, barrier.abort)
    record((len(told), barrier.broken))
"""
    assert ends(program) == {(2, True)}


def test_a_daemon_that_never_ends_is_no_deadlock() -> None:
    program = """
import threading

def main(record):
    lock = threading.Lock()
    lock.acquire()
    never = threading.Event()
    for job in (lock.acquire, never.wait):
        threading.Thread(target=job, daemon=True).start()
    record("done")
"""
    assert ends(program, executions=30) == {"done"}
    assert search(program).failure is None


def test_a_timer_fires_or_is_cancelled() -> None:
    program = """
import threading

def main(record):
    fired = []
    timer = threading.Timer(10, fired.append, args=("fired",))
    timer.start()
    timer.cancel()
    timer.join()
    record(tuple(fired))
"""
    assert ends(program) == {(), ("fired",)}
