"""A history records what threads call, and in which order that was."""

from __future__ import annotations

import ast
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from sequential_models import Queue, Register

import judge.call_log
import judge.linearizability
import judge.testing
from judge.testing import History, Raised, assert_linearizable


def together(*jobs: Callable[[], object]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@contextmanager
def switching_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def order_of(history: History) -> set[tuple[str, str]]:
    """Return the pairs of calls of which the first had ended before the second began."""
    calls, _ = history.calls()
    return {(repr(one), repr(call)) for call in calls for one in call.before.values()}


def test_a_call_gives_what_the_function_gives() -> None:
    history = History()
    assert history.call("power", pow, 2, 5, mod=7) == 4
    calls, ended = history.calls()
    assert [repr(call) for call in calls] == ["power(2, 5, mod=7)"]
    assert (calls[0].answer, ended) == (4, 1)


def test_an_exception_goes_on_to_the_caller_and_is_an_answer() -> None:
    history = History()
    with pytest.raises(ZeroDivisionError):
        history.call("divide", divmod, 1, 0)
    (call,), ended = history.calls()
    assert (call.answer, ended) == (Raised(ZeroDivisionError), 1)


def test_what_ends_a_thread_is_no_answer() -> None:
    history = History()
    with pytest.raises(SystemExit):
        history.call("leave", sys.exit)
    (call,), ended = history.calls()
    assert (call.answer, ended) == (None, 0)


def test_a_call_comes_after_those_that_had_ended() -> None:
    history = History()
    for number in range(3):
        together(lambda number=number: history.call("f", int, number))
    assert order_of(history) == {
        ("f(0)", "f(1)"),
        ("f(0)", "f(2)"),
        ("f(1)", "f(2)"),
    }


def test_calls_that_meet_inside_overlap() -> None:
    history, meeting = History(), threading.Barrier(3)
    together(*[lambda n=n: history.call("f", lambda _: meeting.wait() and None, n) for n in "abc"])
    assert order_of(history) == set()


def test_a_call_within_a_call_overlaps_it() -> None:
    history = History()
    history.call("outer", history.call, "inner", int)
    assert order_of(history) == set()
    assert history.calls()[1] == 2


def test_a_call_still_under_way_is_seen_as_such() -> None:
    history, inside, leave = History(), threading.Event(), threading.Event()

    def wait() -> None:
        inside.set()
        leave.wait()

    thread = threading.Thread(target=history.call, args=("get", wait), name="Bob")
    thread.start()
    inside.wait()
    (call,), ended = history.calls()
    assert (call.thread, ended) == ("Bob", 0)
    assert_linearizable(history, Queue())
    leave.set()
    thread.join()
    with pytest.raises(AssertionError, match=r"get\(\) -> None, called by Bob, fits nowhere"):
        assert_linearizable(history, Queue())


def test_threads_that_call_at_full_speed_are_told_apart() -> None:
    """Every call of one thread comes after its own last one, whatever the others do."""
    history = History()

    def work() -> None:
        for number in range(50):
            history.call("f", int, number)

    with switching_often():
        together(work, work, work)
    calls, ended = history.calls()
    assert ended == len({call.key for call in calls}) == 150
    for call in calls:
        ident, number, name = call.key
        own = {key for key in call.before if key[0] == ident}
        assert own == {(ident, earlier, name) for earlier in range(number)}
    seen = sorted((call.before.keys() for call in calls), key=len)
    assert all(earlier <= later for earlier, later in pairwise(seen))


def test_a_look_while_others_call_is_consistent() -> None:
    """Every call seen comes after calls that are seen to have ended, and none is missing."""
    history, seen = History(), []

    def work() -> None:
        for number in range(100):
            history.call("f", int, number)

    def look() -> None:
        while not seen or seen[-1][1] < 200:
            seen.append(history.calls())

    with switching_often():
        together(work, work, look)
    for calls, ended in seen:
        done = {call.key for call in calls[:ended]}
        assert all(call.before.keys() <= done for call in calls)
        assert len(calls) - ended <= 2


def test_a_right_object_passes_at_full_speed() -> None:
    with switching_often():
        for _ in range(50):
            history, register = History(), Register()
            write, read = register.write, register.read
            together(
                lambda: history.call("write", write, 1),  # noqa: B023
                lambda: history.call("write", write, 2),  # noqa: B023
                lambda: (history.call("read", read), history.call("read", read)),  # noqa: B023
            )
            assert_linearizable(history, Register())


def test_a_test_file_needs_nothing_else_of_the_judge() -> None:
    harmless = {
        "__future__",
        "collections",
        "copy",
        "dataclasses",
        "itertools",
        "math",
        "types",
        "typing",
    }
    for module, due in [
        (judge.call_log, harmless),
        (judge.linearizability, {*harmless, "judge"}),
        (judge.testing, {*harmless, "threading", "judge"}),
    ]:
        tree = ast.parse(Path(module.__file__).read_text("utf-8"))
        found = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
        found |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        assert {name.partition(".")[0] for name in found} <= due
        assert {name for name in found if name.startswith("judge")} <= {
            "judge.linearizability",
            "judge.call_log",
        }
