"""Queues, pools and the primitives of ``threading``: CPython's own code, under control."""

from __future__ import annotations

import pytest
from helpers import ends, search

from judge.engine.result import OutcomeKind

DEADLOCK, LOST, LEAK = OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP, OutcomeKind.LEAK

QUEUES = {
    "Queue": ("queue.Queue()", {(1, 2), (2, 1)}),
    "LifoQueue": ("queue.LifoQueue()", {(1, 2), (2, 1)}),
    "PriorityQueue": ("queue.PriorityQueue()", {(1, 2)}),
    "SimpleQueue": ("queue.SimpleQueue()", {(1, 2), (2, 1)}),
}


@pytest.mark.parametrize(("make", "orders"), QUEUES.values(), ids=QUEUES)
def test_a_queue_hands_everything_over_in_an_order_of_its_own(make: str, orders: set) -> None:
    program = f"""
import queue
from aid import together

def main(record):
    q = {make}
    together(lambda: q.put(1), lambda: q.put(2))
    record((q.get(), q.get()))
"""
    assert ends(program) == orders


@pytest.mark.parametrize("name", QUEUES)
def test_a_consumer_waits_for_its_producer(name: str) -> None:
    program = f"""
from queue import {name}, Empty
from aid import together

def main(record):
    q, got = {name}(), []
    together(lambda: got.extend([q.get(), q.get()]), lambda: (q.put("a"), q.put("b")))
    record("".join(sorted(got)))
    try:
        q.get_nowait()
    except Empty:
        record("empty")
"""
    assert ends(program, executions=60) == {("ab", "empty")}


@pytest.mark.parametrize("name", QUEUES)
def test_a_consumer_without_a_producer_is_stuck(name: str) -> None:
    program = f"""
import queue, threading

def main():
    q = queue.{name}()
    consumer = threading.Thread(target=q.get)
    consumer.start()
    consumer.join()
"""
    found = ends(program, executions=20)
    assert len(found) == 1
    assert found <= {DEADLOCK, LOST}


def test_a_full_queue_blocks_and_times_out() -> None:
    program = """
import queue
from aid import together

def main(record):
    q = queue.Queue(maxsize=1)
    q.put(1)

    def put():
        try:
            q.put(2, timeout=5)
            record("put")
        except queue.Full:
            record("full")

    def get():
        record(q.get())

    together(put, get)
"""
    assert ends(program) == {(1, "put"), ("full", 1)}


def test_join_waits_until_every_task_is_done() -> None:
    program = """
import queue, threading

def main(record):
    q, done = queue.Queue(), []

    def work():
        while True:
            done.append(q.get())
            q.task_done()

    threading.Thread(target=work, daemon=True).start()
    for n in range(3):
        q.put(n)
    q.join()
    record(tuple(done))
"""
    assert ends(program) == {(0, 1, 2)}


POOLS = {
    "submit": """
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(pow, n, 2) for n in range(3)]
        record(sum(future.result() for future in futures))
""",
    "map": """
    with ThreadPoolExecutor(max_workers=2) as pool:
        record(sum(pool.map(lambda n: n * n, range(3))))
""",
    "as_completed": """
    with ThreadPoolExecutor(2) as pool:
        futures = {pool.submit(pow, n, 2): n for n in range(3)}
        record(sum(future.result() for future in as_completed(futures)))
""",
    "wait": """
    with ThreadPoolExecutor(2) as pool:
        done, rest = wait([pool.submit(pow, n, 2) for n in range(3)])
        record(sum(future.result() for future in done) + len(rest))
""",
    "callbacks": """
    total = []
    with ThreadPoolExecutor(2) as pool:
        for n in range(3):
            pool.submit(pow, n, 2).add_done_callback(lambda f: total.append(f.result()))
    record(sum(total))
""",
    "a pool that nobody shuts down": """
    pool = ThreadPoolExecutor(2)
    record(sum(pool.map(lambda n: n * n, range(3))))
""",
    "a pool that is let go of": """
    pool = ThreadPoolExecutor(2)
    futures = [pool.submit(pow, n, 2) for n in range(3)]
    del pool
    record(sum(future.result() for future in futures))
""",
    "a pool inside a task": """
    def outer(n):
        with ThreadPoolExecutor(1) as inner:
            return inner.submit(pow, n, 2).result()

    with ThreadPoolExecutor(2) as pool:
        record(sum(pool.map(outer, range(3))))
""",
    "an initializer": """
    started = []
    with ThreadPoolExecutor(2, initializer=started.append, initargs=(0,)) as pool:
        record(sum(pool.map(lambda n: n * n + started[0], range(3))))
""",
}


@pytest.mark.parametrize("body", POOLS.values(), ids=POOLS)
def test_a_pool_comes_to_its_result(body: str) -> None:
    head = "from concurrent.futures import ThreadPoolExecutor, as_completed, wait\n\n"
    assert ends(head + "def main(record):" + body, executions=40) == {5}


def test_a_pool_is_reached_through_its_module() -> None:
    program = """
import concurrent.futures
import concurrent.futures as cf
from concurrent import futures

def main(record):
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        record(pool.submit(int, "5").result())
    record(cf is futures and futures.ThreadPoolExecutor is cf.thread.ThreadPoolExecutor)
"""
    assert ends(program, executions=10) == {(5, True)}


def test_processes_cannot_be_controlled_and_say_so() -> None:
    program = """
def main(record):
    for name in ("multiprocessing", "concurrent.futures.process"):
        try:
            __import__(name)
        except ImportError as error:
            record(str(error).endswith("processes cannot be controlled"))
"""
    assert ends(program, executions=1) == {(True, True)}


def test_a_task_that_waits_for_its_own_pool_is_stuck() -> None:
    program = """
from concurrent.futures import ThreadPoolExecutor

def main():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: pool.submit(int).result()).result()
"""
    found = ends(program, executions=20)
    assert found
    assert found <= {DEADLOCK, LOST}


def test_an_exception_in_a_task_stays_in_its_future() -> None:
    program = """
from concurrent.futures import ThreadPoolExecutor, CancelledError

def main(record):
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(int, "x")
        record(type(future.exception()).__name__)
        try:
            future.result()
        except ValueError:
            record("raised")
"""
    assert ends(program, executions=20) == {("ValueError", "raised")}


def test_unlocked_data_of_two_tasks_is_racy() -> None:
    program = """
from concurrent.futures import ThreadPoolExecutor

def main(record):
    n = 0

    def up():
        nonlocal n
        n += 1

    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            pool.submit(up)
    record(n)
"""
    assert ends(program, strategies=("random_walk", "pos"), executions=300) == {1, 2}


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
