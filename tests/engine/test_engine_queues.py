"""The queues of the standard library: CPython's own code, under control."""

from __future__ import annotations

import pytest
from helpers import ends

from judge.engine.result import OutcomeKind

DEADLOCK, LOST = OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP


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
