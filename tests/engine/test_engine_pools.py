"""Thread pools: CPython's own code, under control."""

from __future__ import annotations

import pytest
from helpers import ends

from judge.engine.result import OutcomeKind

DEADLOCK, LOST = OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP

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
