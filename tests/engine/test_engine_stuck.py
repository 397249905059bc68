"""Executions in which nobody can go on: which kind it is, who waits, and for what."""

from __future__ import annotations

import pytest
from helpers import failure_of

from judge.engine.result import OutcomeKind

DEADLOCK, LOST = OutcomeKind.DEADLOCK, OutcomeKind.LOST_WAKEUP

LEAK = OutcomeKind.LEAK

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
