"""Executions in which nobody can go on: which kind it is, who waits, and for what."""

from __future__ import annotations

import pytest
from helpers import ends, failure_of

from judge.engine.result import Outcome, OutcomeKind
from judge.engine.rules import Rules

DEADLOCK, LOST = OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP
LEAK, APART = OutcomeKind.LEAK, OutcomeKind.NOT_CONCURRENT

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
        "A waits at line 9 for second (Lock), which B holds since line 13; "
        "B waits at line 13 for first (Lock), which A holds since line 8"
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


KINDS = {
    "a lock taken twice": (
        """
    lock = threading.Lock()
    with lock:
        with lock:
            pass
""",
        DEADLOCK,
    ),
    "a lock taken twice by way of a method": (
        """
    class C:
        lock = threading.Lock()

        def outer(self):
            with self.lock:
                self.inner()

        def inner(self):
            with self.lock:
                pass

    together(C().outer)
""",
        DEADLOCK,
    ),
    "a join under a lock that the other wants": (
        """
    lock = threading.Lock()
    thread = threading.Thread(target=lambda: lock.acquire())
    with lock:
        thread.start()
        thread.join()
""",
        DEADLOCK,
    ),
    "a wait that holds an outer lock": (
        """
    lock, condition, ready = threading.Lock(), threading.Condition(), []

    def wait():
        with lock, condition:
            condition.wait_for(lambda: ready)

    def wake():
        with lock, condition:
            ready.append(1)
            condition.notify()

    together(wait, wake)
""",
        DEADLOCK,
    ),
    "threads that join each other": (
        """
    threads = []
    threads += [threading.Thread(target=lambda: threads[1].join()),
                threading.Thread(target=lambda: threads[0].join())]
    begun = threading.Event()
    for thread in threads:
        thread._target = lambda f=thread._target: (begun.wait(), f())
        thread.start()
    begun.set()
    threads[0].join()
""",
        DEADLOCK,
    ),
    "a semaphore whose permits are all taken": (
        """
    semaphore = threading.Semaphore(1)
    semaphore.acquire()
    semaphore.acquire()
""",
        DEADLOCK,
    ),
    "an event nobody sets": (
        """
    event = threading.Event()
    together(lambda: event.wait())
""",
        LOST,
    ),
    "a wait nobody notifies": (
        """
    condition = threading.Condition()
    with condition:
        condition.wait()
""",
        LOST,
    ),
    "a barrier that is never full": (
        """
    barrier = threading.Barrier(3)
    together(lambda: barrier.wait(), lambda: barrier.wait())
""",
        LOST,
    ),
    "a lock left held by an ended thread": (
        """
    lock = threading.Lock()
    together(lambda: lock.acquire())
    lock.acquire()
""",
        LEAK,
    ),
    "a lock left held by an earlier call": (
        """
    lock = threading.Lock()

    def call(bad):
        lock.acquire()
        if bad:
            raise ValueError
        lock.release()

    try:
        call(True)
    except ValueError:
        pass
    call(False)
""",
        LEAK,
    ),
    "a lock left held by an earlier call, wanted by another thread": (
        """
    lock = threading.Lock()

    def call():
        lock.acquire()

    call()
    together(call)
""",
        LEAK,
    ),
    "a reentrant lock left held by an ended thread": (
        """
    lock = threading.RLock()
    together(lambda: lock.acquire())
    together(lambda: lock.acquire())
""",
        LEAK,
    ),
    "a thread still blocked after main has returned": (
        """
    event = threading.Event()
    begin(lambda: event.wait())
""",
        LEAK,
    ),
}


@pytest.mark.parametrize(("body", "kind"), KINDS.values(), ids=KINDS)
def test_what_is_stuck_is_told_by_its_kind(body: str, kind: OutcomeKind) -> None:
    text = "import threading\nfrom aid import begin, together\n\ndef main():" + body
    assert failure_of(text).outcome.kind is kind


LOSING = {
    "wait without a predicate": """
    def consume():
        with condition:
            condition.wait()
            items.pop()

    def produce():
        with condition:
            items.append(1)
            condition.notify()
""",
    "the predicate is checked outside the lock": """
    def consume():
        if not items:
            with condition:
                condition.wait()

    def produce():
        with condition:
            items.append(1)
            condition.notify()
""",
    "the change is made after the notification": """
    def consume():
        with condition:
            while not items:
                condition.wait()

    def produce():
        with condition:
            condition.notify()
        items.append(1)
""",
    "an event is cleared after it was set": """
    event = threading.Event()

    def consume():
        event.clear()
        event.wait()

    def produce():
        event.set()
""",
}


def losing(body: str) -> Outcome:
    """Return how a program with a consumer and a producer can fail."""
    text = f"""
import threading
from aid import together

def main():
    condition, items = threading.Condition(), []
{body}
    together(consume, produce)
"""
    assert ends(text) == {(), LOST}
    return failure_of(text).outcome


@pytest.mark.parametrize("body", LOSING.values(), ids=LOSING)
def test_a_lost_wake_up_is_found(body: str) -> None:
    outcome = losing(body)
    assert outcome.kind is LOST
    assert outcome.message.startswith("lost wake-up, nobody is left to notify: Thread-1 (consume)")


def test_a_lost_wake_up_names_the_condition_and_the_line() -> None:
    outcome = losing(LOSING["wait without a predicate"])
    assert outcome.message.endswith("waits at line 10 for condition (Condition)")


def test_one_notify_for_two_waiters_leaves_one() -> None:
    text = """
import threading
from aid import together

def main():
    condition, items = threading.Condition(), []

    def consume():
        with condition:
            while not items:
                condition.wait()

    def produce():
        with condition:
            items.append(1)
            condition.notify()

    together(consume, consume, produce)
"""
    assert ends(text) == {(), LOST}
    assert ends(text.replace("notify()", "notify_all()")) == {()}


MEETING = """
import threading
import submission
from aid import together

def main():
    room, meeting = submission.Room(), threading.Barrier(2)

    def enter():
        with room:
            meeting.wait()

    together(enter, enter)
"""
ROOM = """
import threading

class Room:
    def __init__(self):
        self.door = {make}

    def __enter__(self):
        self.door.acquire()

    def __exit__(self, *error):
        self.door.release()
"""
JUDGED = Rules(judged=frozenset({"submission.py"}))


@pytest.mark.parametrize("make", ["threading.Lock()", "threading.Semaphore(1)"])
def test_threads_that_should_be_inside_together_and_cannot(make: str) -> None:
    submission = ROOM.format(make=make)
    outcome = failure_of(MEETING, rules=JUDGED, submission=submission).outcome
    assert outcome.kind is APART
    assert "threads that must be inside at the same time cannot be" in outcome.message
    assert "meeting (Barrier)" in outcome.message


def test_threads_that_may_be_inside_together_are_fine() -> None:
    submission = ROOM.format(make="threading.Semaphore(2)")
    assert ends(MEETING, rules=JUDGED, submission=submission) == {()}


def test_without_a_judged_file_nobody_is_kept_apart() -> None:
    submission = ROOM.format(make="threading.Lock()")
    assert APART not in ends(MEETING, submission=submission, executions=30)


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
