"""Threads and locks are controlled, whatever way a program reaches them."""

from __future__ import annotations

import pytest
from helpers import ends, failure_of

from judge.engine.result import OutcomeKind

DEADLOCK = OutcomeKind.DEADLOCK

# Each makes ``a`` and ``b`` and starts and joins two threads that take them in opposite orders.
REACHED = {
    "import threading": """
import threading

def main():
    a, b = threading.Lock(), threading.Lock()

    def take(one, other):
        with one, other:
            pass

    threads = [threading.Thread(target=take, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
""",
    "import threading as t": """
import threading as t

def main():
    a, b = t.RLock(), t.RLock()

    def take(one, other):
        one.acquire()
        other.acquire()
        other.release()
        one.release()

    x, y = t.Thread(None, take, "x", (a, b)), t.Thread(None, take, "y", (b, a))
    x.start(), y.start(), x.join(), y.join()
""",
    "from threading import names": """
from threading import Condition as C, Thread as T

def main():
    a, b = C(), C()

    def take(one, other):
        with one:
            with other:
                other.notify()

    x, y = T(target=lambda: take(a, b)), T(target=lambda: take(b, a))
    x.start(), y.start(), x.join(), y.join()
""",
    "from threading import *": """
from threading import *

def main():
    a, b = Semaphore(), BoundedSemaphore(1)

    def take(one, other):
        with one, other:
            pass

    x, y = Thread(target=take, args=(a, b)), Thread(target=take, args=(b, a))
    x.start(), y.start(), x.join(), y.join()
""",
    "an import inside the function": """
def main():
    import threading
    from threading import Lock
    a, b = Lock(), Lock()

    def take(one, other):
        with one, other:
            pass

    x = threading.Thread(target=take, args=(a, b))
    x.start()
    take(b, a)
    x.join()
""",
    "locks of the module": """
import threading

A = threading.Lock()
B = threading.Lock()

def forth():
    with A, B:
        pass

def back():
    with B, A:
        pass

def main():
    x = threading.Thread(target=forth)
    x.start()
    back()
    x.join()
""",
    "locks of a class": """
import threading

class Pair:
    first = threading.Lock()
    second = threading.Lock()

    @classmethod
    def forth(cls):
        with cls.first, cls.second:
            pass

    def back(self):
        with self.second, self.first:
            pass

def main():
    x = threading.Thread(target=Pair.forth)
    x.start()
    Pair().back()
    x.join()
""",
    "another module of the program": """
import threading
import other
from other import B

def main():
    x = threading.Thread(target=other.forth)
    x.start()
    with B, other.A:
        pass
    x.join()
""",
    "a subclass of Thread": """
import threading

class Taker(threading.Thread):
    def __init__(self, one, other):
        super().__init__(name="taker")
        self.locks = one, other

    def run(self):
        with self.locks[0], self.locks[1]:
            pass

def main():
    a, b = threading.Lock(), threading.Lock()
    takers = [Taker(a, b), Taker(b, a)]
    [taker.start() for taker in takers]
    [taker.join() for taker in takers]
""",
    "a thread started by a thread": """
import threading

def main():
    a, b = threading.Lock(), threading.Lock()

    def inner():
        with b, a:
            pass

    def outer():
        nested = threading.Thread(target=inner)
        nested.start()
        with a, b:
            pass
        nested.join()

    thread = threading.Thread(target=outer)
    thread.start()
    thread.join()
""",
    "a timer": """
import threading

def main():
    a, b = threading.Lock(), threading.Lock()

    def fire():
        with b, a:
            pass

    timer = threading.Timer(60, fire)
    timer.start()
    with a, b:
        pass
    timer.join()
""",
    "a raw thread": """
import _thread
import threading

def main():
    a, b, done = _thread.allocate_lock(), threading.Lock(), _thread.allocate_lock()
    done.acquire()

    def raw():
        with b, a:
            pass
        done.release()

    _thread.start_new_thread(raw, ())
    with a, b:
        pass
    done.acquire()
""",
    "a thread pool": """
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

def main():
    a, b = Lock(), Lock()

    def take(one, other):
        with one, other:
            pass

    with ThreadPoolExecutor(2) as pool:
        pool.submit(take, a, b)
        pool.submit(take, b, a)
""",
    "a lock kept in a dataclass": """
import threading
from dataclasses import dataclass, field

@dataclass
class Guarded:
    lock: threading.Lock = field(default_factory=threading.Lock)

def main():
    a, b = Guarded(), Guarded()

    def take(one, other):
        with one.lock, other.lock:
            pass

    x = threading.Thread(target=take, args=(a, b))
    x.start()
    take(b, a)
    x.join()
""",
    "a default argument": """
import threading

def take(first, a=threading.Lock(), b=threading.Lock()):
    one, other = (a, b) if first else (b, a)
    with one, other:
        pass

def main():
    x = threading.Thread(target=take, args=(True,))
    x.start()
    take(False)
    x.join()
""",
}
OTHER = """
import threading

A = threading.Lock()
B = threading.Lock()

def forth():
    with A, B:
        pass
"""


@pytest.mark.parametrize("text", REACHED.values(), ids=REACHED)
def test_locks_taken_in_opposite_orders_may_deadlock(text: str) -> None:
    assert ends(text, other=OTHER) == {(), DEADLOCK}


@pytest.mark.parametrize("text", REACHED.values(), ids=REACHED)
def test_the_deadlock_is_replayed_and_told(text: str) -> None:
    failure = failure_of(text, other=OTHER)
    assert failure.outcome.kind is DEADLOCK
    assert len(failure.outcome.waiting) >= 2
    assert failure.trace


def test_a_thread_may_be_started_once_only() -> None:
    program = """
import threading

def main(record):
    thread = threading.Thread(target=lambda: None)
    for call in (thread.join, thread.start, thread.start, thread.join, thread.join):
        try:
            call()
        except RuntimeError as error:
            record(str(error))
"""
    expected = ("cannot join thread before it is started", "threads can only be started once")
    assert ends(program) == {expected}


def test_a_thread_cannot_join_itself() -> None:
    program = """
import threading

def main(record):
    def job():
        try:
            threading.current_thread().join()
        except RuntimeError as error:
            record(str(error))

    thread = threading.Thread(target=job)
    thread.start()
    thread.join()
"""
    assert ends(program, executions=20) == {"cannot join current thread"}


def test_threads_know_their_names_and_idents() -> None:
    program = """
import threading

def main(record):
    me = threading.current_thread()
    seen = []

    def job():
        thread = threading.current_thread()
        seen.append((thread.name, thread.ident == threading.get_ident(), thread.daemon))

    threads = [threading.Thread(target=job) for _ in range(2)]
    threads.append(threading.Thread(target=job, name="named", daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    record((me.name, me is threading.main_thread(), tuple(sorted(seen)),
            threading.active_count(), any(t.is_alive() for t in threads)))
"""
    seen = (("Thread-1 (job)", True, False), ("Thread-2 (job)", True, False), ("named", True, True))
    assert ends(program, executions=20) == {("MainThread", True, seen, 1, False)}


def test_enumerate_and_is_alive_follow_the_schedule() -> None:
    program = """
import threading

def main(record):
    thread = threading.Thread(target=lambda: None)
    thread.start()
    record((thread.is_alive(), len(threading.enumerate())))
    thread.join()
"""
    assert {(True, 2), (False, 1)} <= ends(program)


def test_thread_locals_are_each_threads_own() -> None:
    program = """
import threading
from aid import together

class Mine(threading.local):
    n = 0

    def __init__(self):
        self.items = []

def main(record):
    mine, plain = Mine(), threading.local()
    plain.x = "main"

    def job():
        mine.n += 1
        mine.items.append(mine.n)
        record((hasattr(plain, "x"), mine.n, tuple(mine.items)))

    together(job, job)
    record((plain.x, mine.n, tuple(mine.items)))
"""
    own = (False, 1, (1,))
    assert ends(program, executions=60) == {(own, own, ("main", 0, ()))}


def test_context_variables_do_not_pass_from_an_ended_thread_to_a_new_one() -> None:
    program = """
import contextvars, threading

def main(record):
    variable = contextvars.ContextVar("variable", default="fresh")
    for job in (lambda: variable.set("used"), lambda: record(variable.get())):
        thread = threading.Thread(target=job)
        thread.start()
        thread.join()
"""
    assert ends(program, executions=20) == {"fresh"}
