"""Leaving an execution that is over: nothing hangs, nothing is printed, nothing piles up."""

from __future__ import annotations

import gc
import time

import pytest
from helpers import ends, runs, search

from judge.engine.result import OutcomeKind

# Daemons that are stuck, or would go on, for ever; none of them wants to be left.
STUBBORN = {
    "catches everything around a wait": """
    while True:
        try:
            never.wait()
        except BaseException:
            pass
""",
    "catches everything with a bare except": """
    while True:
        try:
            while True:
                never.wait()
        except:
            continue
""",
    "catches everything around a lock": """
    while True:
        try:
            lock.acquire()
        except BaseException:
            pass
""",
    "catches everything in a comprehension": """
    def swallow():
        try:
            never.wait()
        except BaseException:
            pass

    [swallow() for _ in iter(int, 1)]
""",
    "catches everything and sleeps": """
    while True:
        try:
            time.sleep(1)
        except BaseException:
            pass
""",
    "suppresses everything": """
    while True:
        with contextlib.suppress(BaseException):
            never.wait()
""",
    "waits once more in finally": """
    try:
        never.wait()
    finally:
        never.wait()
""",
    "waits for ever in finally": """
    while True:
        try:
            never.wait()
        finally:
            continue
""",
    "starts threads on its way out": """
    while True:
        try:
            never.wait()
        except BaseException:
            threading.Thread(target=never.wait, daemon=True).start()
""",
    "recurses on its way out": """
    def again(depth):
        try:
            never.wait()
        except BaseException:
            if depth:
                again(depth - 1)

    again(50)
""",
    "joins the main thread": """
    while True:
        try:
            threading.main_thread().join()
            never.wait()
        except BaseException:
            pass
""",
    "waits in a generator": """
    def values():
        while True:
            try:
                yield never.wait()
            except BaseException:
                pass

    for _ in values():
        pass
""",
    "waits for a queue": """
    q = queue.Queue()
    while True:
        try:
            q.get()
        except BaseException:
            q.put(1)
""",
    "never gets to a call": """
    n = 0
    while True:
        try:
            n += 1
            items.append(n)
            items.pop()
        except BaseException:
            pass
""",
}

HEAD = """
import contextlib, queue, threading, time

def main(record):
    never, lock, items = threading.Event(), threading.Lock(), []
    lock.acquire()
    for _ in range(2):
        threading.Thread(target=job, args=(never, lock, items), daemon=True).start()
    record("main ended")

def job(never, lock, items):
"""


@pytest.mark.parametrize("body", STUBBORN.values(), ids=STUBBORN)
def test_a_thread_that_does_not_want_to_go_is_left(
    body: str, capfd: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    assert ends(HEAD + body, executions=10) == {"main ended"}
    assert time.monotonic() - started < 60
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("body", STUBBORN.values(), ids=STUBBORN)
def test_it_is_left_when_the_execution_fails_too(
    body: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text = (HEAD + body).replace('record("main ended")', "raise LookupError")
    assert ends(text, executions=5) == {"LookupError"}
    assert search(text, executions=20).failure is not None
    assert capfd.readouterr() == ("", "")


def test_clean_up_runs_when_a_thread_is_left() -> None:
    text = """
import contextlib, threading

def main(record):
    @contextlib.contextmanager
    def room(name):
        try:
            yield
        finally:
            record("left " + name)

    lock, own, never = threading.Lock(), threading.Lock(), threading.Event()

    def job():
        with own, room("a"):
            try:
                never.wait()
            except Exception:
                record("not for everybody")
            finally:
                with threading.Lock(), threading.RLock():
                    record("finally")

    threading.Thread(target=job, daemon=True).start()
    with lock:
        record("main")
"""
    found = ends(text)
    assert found == {("main",), "main", ("main", "finally", "left a")} & found
    assert any("main" in end for end in found)


def test_nobody_runs_on_after_the_end() -> None:
    text = """
import threading

def main(record):
    shared = []

    def job():
        while True:
            shared.append(1)
            record("job")

    threading.Thread(target=job, daemon=True).start()
    shared.append(0)
    record("main")
"""
    for outcome, recorded in runs(text, 50):
        assert outcome.kind is OutcomeKind.FINISHED
        assert recorded[-1] == "main"


FINALIZERS = """
import threading, weakref

class Holder:
    def __init__(self, lock):
        self.lock = lock
        self.own = threading.RLock()
        self.event = threading.Event()

    def __del__(self):
        with self.lock, self.own:
            self.lock.locked()
        self.event.set()

lock = threading.Lock()
KEPT = [Holder(lock) for _ in range(300)]
CIRCLE = Holder(lock)
CIRCLE.self = CIRCLE

def main(record):
    late = Holder(lock)
    weakref.finalize(late, lock.locked)

    def job(mine, stuck=threading.Lock()):
        stuck.acquire()
        stuck.acquire()

    threading.Thread(target=job, args=(Holder(lock),), daemon=True).start()
    record("ended")
"""


def test_finalizers_may_use_locks_at_any_time(capfd: pytest.CaptureFixture[str]) -> None:
    assert ends(FINALIZERS, executions=10) == {"ended"}
    gc.collect()
    assert capfd.readouterr() == ("", "")


def test_a_pool_is_left_in_the_middle_of_its_work(capfd: pytest.CaptureFixture[str]) -> None:
    text = """
import threading
from concurrent.futures import ThreadPoolExecutor

def main():
    pool = ThreadPoolExecutor(2)

    def again():
        pool.submit(again)

    again()
    pool.submit(threading.Event().wait)
    pool.submit(int, "x").add_done_callback(lambda future: future.result())
    raise LookupError
"""
    assert ends(text, executions=20, strategies=("random_walk", "pos")) == {"LookupError"}
    gc.collect()
    assert capfd.readouterr() == ("", "")
