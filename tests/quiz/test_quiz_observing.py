"""What a snippet is seen to do: all of it, and nothing else."""

from __future__ import annotations

import gc

import pytest
from quiz_helpers import library, outputs, seen

from judge.engine.result import ClockMode
from judge.quiz.observing import NotObservable, observe

START = """
import threading, time
lock = threading.Lock()
def begin(work, **how):
    t = threading.Thread(target=work, **how)
    t.start()
    return t
"""


def test_both_orders_of_two_threads_are_seen() -> None:
    text = START + "begin(lambda: print('a'))\nbegin(lambda: print('b'))\n"
    assert outputs(text) == {"a / b", "b / a"}


def test_an_observation_says_that_it_is_complete() -> None:
    one = seen(START + "begin(lambda: print('a'))\nprint('b')\n")
    assert one.complete
    assert one.executions > 1


def test_an_observation_that_was_cut_short_says_so() -> None:
    work = "def work():\n    for _ in range(5): print('x')\n"
    one = seen(START + work + "for _ in range(3): begin(work)\n")
    assert not one.complete


def test_a_new_thread_is_new_and_one_that_has_ended_is_terminated() -> None:
    text = START + "t = threading.Thread(target=int)\nprint(state(t))\nt.start()\nt.join()\n"
    assert outputs(text + "print(state(t))\n") == {"new / terminated"}


def test_a_thread_sees_itself_as_runnable() -> None:
    assert outputs(START + "print(state(threading.current_thread()))\n") == {"runnable"}


def test_a_thread_at_a_held_lock_waits() -> None:
    text = START + "with lock:\n    t = begin(lock.acquire)\n    print(state(t))\n"
    assert outputs(text) == {"runnable", "waiting"}


@pytest.mark.parametrize(
    "wait",
    ["lock.acquire(timeout=9)", "time.sleep(9)", "threading.Event().wait(9)", "main.join(9)"],
)
def test_a_wait_that_ends_by_itself_is_a_timed_one(wait: str) -> None:
    text = START + f"main = threading.main_thread()\nlock.acquire()\nt = begin(lambda: {wait})\n"
    # To be sure that the wait has begun, time stands still until everybody waits.
    text += "time.sleep(1)\nprint(state(t))\n"
    one = observe(text, library(), clock=ClockMode.FAIR)
    assert one.outputs == {"timed waiting"}


def test_a_thread_that_got_what_it_waited_for_is_runnable_again() -> None:
    text = (
        "lock.acquire()\nt = begin(lock.acquire)\ntime.sleep(1)\nlock.release()\nprint(state(t))\n"
    )
    one = observe(START + text, library(), clock=ClockMode.FAIR)
    assert one.outputs == {"runnable", "terminated"}


def test_main_is_seen_where_it_is_between_start_and_join() -> None:
    text = START + "def look(): print(state(threading.main_thread()))\nbegin(look).join()\n"
    assert outputs(text) == {"runnable", "waiting"}


def test_a_sleep_puts_nothing_in_order() -> None:
    text = START + "begin(lambda: (time.sleep(1), print('a')))\ntime.sleep(9)\nprint('b')\n"
    assert outputs(text) == {"a / b", "b / a"}


def test_an_exception_ends_its_thread_only() -> None:
    assert outputs(START + "begin(lambda: 1 / 0).join()\nprint('on')\n") == {"on"}


def test_a_program_that_hangs_is_told_from_one_that_ends() -> None:
    wait = "begin(threading.Event().wait, daemon={})\nprint('main')\n"
    assert outputs(START + wait.format(False)) == {"main / (never ends)"}
    assert outputs(START + wait.format(True)) == {"main"}


def test_a_daemon_is_cut_off_wherever_it_is() -> None:
    work = "def work():\n    print('a')\n    print('b')\nbegin(work, daemon=True)\nprint('-')\n"
    got = outputs(START + work)
    assert {"-", "a / -", "- / a", "- / a / b", "a / - / b", "a / b / -"} == got


def test_one_observation_leaves_nothing_behind_for_the_next() -> None:
    assert outputs(START + "threading.excepthook = None\nlock.acquire()\n") == {""}
    assert outputs(START + "begin(lambda: 1 / 0).join()\nlock.acquire()\nprint('on')\n") == {"on"}


def test_the_collector_is_as_it_was_before() -> None:
    assert gc.isenabled()
    seen("print('x')")
    assert gc.isenabled()


def test_what_there_is_no_word_for_is_an_error() -> None:
    with pytest.raises(NotObservable, match="ZeroDivisionError"):
        seen("1 / 0")
