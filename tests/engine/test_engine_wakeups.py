"""Lost wake-ups, and threads that are kept apart though they have to meet."""

from __future__ import annotations

import pytest
from helpers import ends, failure_of

from judge.engine.result import Outcome, OutcomeKind
from judge.engine.rules import Rules

LOST, APART = OutcomeKind.LOST_WAKEUP, OutcomeKind.NOT_CONCURRENT


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
    assert "waits at line 10 for condition (Condition, made at line 6)" in outcome.message


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
    assert "meeting (Barrier, made at line 7)" in outcome.message


def test_threads_that_may_be_inside_together_are_fine() -> None:
    submission = ROOM.format(make="threading.Semaphore(2)")
    assert ends(MEETING, rules=JUDGED, submission=submission) == {()}


def test_without_a_judged_file_nobody_is_kept_apart() -> None:
    submission = ROOM.format(make="threading.Lock()")
    assert APART not in ends(MEETING, submission=submission, executions=30)


def test_a_lost_wake_up_names_the_notify_that_found_nobody() -> None:
    text = """
        import threading
        from aid import together

        def main():
            changed = threading.Condition()

            def wait():
                with changed:
                    changed.wait()

            def notify():
                with changed:
                    changed.notify()

            together(wait, notify)
        """
    message = failure_of(text).outcome.message
    assert "changed (Condition, made at line 6)" in message
    assert "the notify of Thread-2 (notify) at line 14 found nobody waiting" in message


def test_a_wait_is_not_taken_for_the_making_of_its_condition() -> None:
    text = """
        import threading

        def main():
            changed = threading.Condition(threading.Lock())
            with changed:
                changed.wait()
        """
    message = failure_of(text).outcome.message
    assert "waits at line 7 for changed (Condition)" in message


def test_a_notify_that_reaches_one_who_has_given_up_is_told() -> None:
    text = """
        import threading
        from aid import together

        def main():
            changed, items = threading.Condition(), []

            def give_up():
                with changed:
                    if not items:
                        changed.wait(0.1)

            def wait():
                with changed:
                    while not items:
                        changed.wait()

            def notify():
                with changed:
                    items.append(1)
                    changed.notify()

            together(give_up, wait, notify)
        """
    failure = failure_of(text)
    assert failure.outcome.kind is LOST
    told = [step.event for step in failure.trace if step.thread == "Thread-3 (notify)"]
    assert "notifies changed, which reaches one whose time-out has fired" in told
