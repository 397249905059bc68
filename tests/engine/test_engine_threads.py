"""What ``threading.Thread`` and thread locals promise, they promise under control."""

from __future__ import annotations

from helpers import ends


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
