"""Deadlocks are told with who waits for what, in the words of the author."""

from __future__ import annotations

import pytest
from helpers import failure_of

from judge.engine.result import OutcomeKind

DEADLOCK = OutcomeKind.DEADLOCK


# Each takes ``{one}`` and then ``{other}``; two threads do so in opposite orders.
NAMED = {
    "attributes": (
        "class C: pass\nc = C()\nc.left, c.right = Lock(), Lock()",
        "c.left (Lock)",
        "c.right (Lock)",
    ),
    "class attributes": (
        "class C:\n    left, right = Lock(), Lock()",
        "C.left (Lock)",
        "C.right (Lock)",
    ),
    "slots": (
        "class C: __slots__ = ('left', 'right')\nc = C()\nc.left, c.right = Lock(), RLock()",
        "c.left (Lock)",
        "c.right (RLock)",
    ),
    "globals": ("LEFT, RIGHT = RLock(), Lock()", "LEFT (RLock)", "RIGHT (Lock)"),
    "conditions": (
        "LEFT, RIGHT = Condition(), Condition()",
        "LEFT (Condition)",
        "RIGHT (Condition)",
    ),
    "elements of a list": ("locks = [Lock(), Lock()]", "locks[0] (Lock)", "locks[1] (Lock)"),
    "elements of a dict": (
        "locks = {'a': Lock(), 'b': Lock()}",
        "locks['a'] (Lock)",
        "locks['b'] (Lock)",
    ),
    "elements of an attribute": (
        "class C: pass\nc = C()\nc.locks = [Lock(), Lock()]",
        "c.locks[0] (Lock)",
        "c.locks[1] (Lock)",
    ),
}


CROSSED = """
from threading import Condition, Lock, RLock, Thread
{setup}

def forth():
    with {one}:
        with {other}:
            pass

def back():
    with {other}:
        with {one}:
            pass

def main():
    threads = Thread(target=forth, name="A"), Thread(target=back, name="B")
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


@pytest.mark.parametrize(("setup", "one", "other"), NAMED.values(), ids=NAMED)
def test_a_deadlock_names_the_locks_as_their_author_does(setup: str, one: str, other: str) -> None:
    names = {"one": one.split()[0], "other": other.split()[0]}
    outcome = failure_of(CROSSED.format(setup=setup, **names)).outcome
    assert outcome.kind is DEADLOCK
    told = {(w.thread, w.waits_for, w.holder) for w in outcome.waiting}
    assert told == {("A", other, "B"), ("B", one, "A"), ("MainThread", "A to end", None)}


def test_a_deadlock_names_variables_and_lines() -> None:
    outcome = failure_of("""
import threading

def main():
    first, second = threading.Lock(), threading.Lock()

    def forth():
        with first:
            with second:
                pass

    def back():
        with second, first:
            pass

    threads = threading.Thread(target=forth, name="A"), threading.Thread(target=back, name="B")
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
""").outcome
    assert outcome.message == (
        "deadlock, nobody can go on: "
        "A waits at line 9 for second (Lock, made at line 5), which B holds since line 13; "
        "B waits at line 13 for first (Lock, made at line 5), which A holds since line 8"
    )
    assert [(w.line, w.held_since, w.code) for w in outcome.waiting[1:]] == [
        (9, 13, "with second:"),
        (13, 8, "with second, first:"),
    ]


def test_philosophers_wait_in_a_circle() -> None:
    outcome = failure_of("""
import threading

def main():
    forks = [threading.Lock() for _ in range(3)]

    def dine(n):
        with forks[n], forks[(n + 1) % 3]:
            pass

    threads = [threading.Thread(target=dine, args=(n,), name=f"p{n}") for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
""").outcome
    assert outcome.kind is DEADLOCK
    assert [(w.thread, w.waits_for, w.holder) for w in outcome.waiting[1:]] == [
        ("p0", "forks[1] (Lock)", "p1"),
        ("p1", "forks[2] (Lock)", "p2"),
        ("p2", "forks[0] (Lock)", "p0"),
    ]


def test_a_thread_stuck_directly_in_a_primitive_is_told_too() -> None:
    text = """
import threading

def main():
    lock = threading.Lock()
    lock.acquire()
    thread = threading.Thread(target=lock.acquire, name="waiter")
    thread.start()
    thread.join()
"""
    outcome = failure_of(text).outcome
    assert outcome.kind is DEADLOCK
    assert [w.thread for w in outcome.waiting] == ["MainThread", "waiter"]


def test_a_deadlock_says_where_its_locks_were_made() -> None:
    text = """
        import threading
        from aid import together

        def main():
            a = threading.Lock()
            b = threading.RLock()

            def one():
                with a, b:
                    pass

            def two():
                with b, a:
                    pass

            together(one, two)
        """
    message = failure_of(text).outcome.message
    assert "a (Lock, made at line 6)" in message
    assert "b (RLock, made at line 7)" in message
