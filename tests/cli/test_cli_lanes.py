"""Swim lanes: a story that can be read, whatever the threads and their source look like."""

from __future__ import annotations

from cli_fakes import STORY, trace

from judge.cli.lanes import TAKEN, fold, lanes
from judge.cli.plain import columns
from judge.engine.result import TraceStep


def steps(*threads: str) -> tuple[TraceStep, ...]:
    """Return a trace in which each of the threads takes a step at a line of its own."""
    return trace(*((t, n + 1, f"step_{n}()", "reads x") for n, t in enumerate(threads)))


def test_each_thread_has_its_column() -> None:
    header, _, *body = lanes(trace(*STORY))
    left, right = header.index("Thread-1"), header.index("Thread-2")
    assert left < right
    told = [line for line in body if "self._balance" in line]
    assert [line.index("7  self") < right for line in told] == [True, False, True]


def test_two_threads_read_like_this() -> None:
    assert lanes(trace(*STORY), 66) == [
        "Thread-1                        │ Thread-2",
        "────────────────────────────────┼────────────────────────────────",
        " 7  self._balance += amount     │",
        "  · reads BankAccount._balance  │",
        "-- control taken --             │",
        "                                │  7  self._balance += amount",
        "                                │   · reads BankAccount._balance",
        "                                │   · writes BankAccount._balance",
        " 7  self._balance += amount     │",
        "  · writes BankAccount._balance │",
        "",
        f"{TAKEN} the thread could have gone on, but another one ran first",
    ]


def test_no_line_is_wider_than_eighty_columns() -> None:
    long = trace(
        ("Thread-1", 1, "x" * 500, "reads " + "y" * 300),
        ("Thread-2", 123456, "call(" + "argument, " * 50 + ")", "waits for " + "lock " * 100),
        ("a thread with a name of its own, and what a name", 3, "変数 = 値 " * 40, "reads 変数"),
    )
    for more in ((), steps(*"abcdefgh")):
        assert max(map(columns, lanes((*long, *more)))) <= 80


def test_many_threads_become_a_list_that_names_them() -> None:
    told = lanes(steps("MainThread", "Thread-1", "Thread-2", "Thread-3", "Thread-4"))
    assert not any("│" in line for line in told)
    assert told[0] == "MainThread   1  step_0()"
    assert told[2] == "Thread-1     2  step_1()"


def test_consecutive_steps_at_one_line_are_told_once() -> None:
    again = ("Thread-1", 4, "while not ready:", "reads ready")
    (cell,) = fold(trace(again, again, again, ("Thread-1", 4, "while not ready:", "reads x")))
    assert cell.events == ("reads ready (3 times)", "reads x")


def test_a_line_come_back_to_is_told_again() -> None:
    one, two = ("Thread-1", 4, "f()", "reads x"), ("Thread-1", 5, "g()", "reads y")
    assert [cell.code for cell in fold(trace(one, two, one))] == ["f()", "g()", "f()"]


def test_control_is_taken_where_a_thread_comes_back_without_having_waited() -> None:
    assert [cell.taken for cell in fold(steps("a", "b", "a"))] == [True, False, False]


def test_control_is_not_taken_from_a_thread_that_waits_or_is_done() -> None:
    waits = trace(("a", 1, "lock.acquire()", "waits for lock (held by b)"))
    done = fold((*waits, *steps("b", "a")))
    assert not any(cell.taken for cell in done)
    assert TAKEN not in lanes(steps("a", "b"))


def test_control_is_not_taken_from_a_thread_that_slept_or_was_only_about_to_start() -> None:
    for back in ("has slept", "gives up waiting: its time-out fires", "starts"):
        story = (*steps("a", "b"), *trace(("a", 9, "time.sleep(1)", back)))
        assert not any(cell.taken for cell in fold(story))


def test_a_thread_that_comes_back_to_start_another_had_lost_control() -> None:
    story = (*steps("a", "b"), *trace(("a", 9, "t.start()", "starts Thread-2")))
    assert [cell.taken for cell in fold(story)] == [True, False, False]


def test_the_end_tells_who_waits_for_whom() -> None:
    told = lanes(
        trace(
            ("Thread-1", 3, "with b:", "waits for lock b (held by Thread-2)"),
            ("Thread-2", 8, "with a:", "waits for lock a (held by Thread-1)"),
        )
    )
    assert told[-3:] == [
        "At the end:",
        "  Thread-1 waits for lock b (held by Thread-2), at line 3: with b:",
        "  Thread-2 waits for lock a (held by Thread-1), at line 8: with a:",
    ]


def test_waiting_for_ever_is_told_at_the_end_alone() -> None:
    told = lanes(
        trace(
            ("Thread-1", 3, "with b:", "waits for b, held by Thread-2"),
            ("Thread-2", 8, "with a:", "waits for a, held by Thread-1"),
            ("MainThread", 20, "thread.join()", "waits for ever for Thread-1 to end"),
            ("Thread-1", 3, "with b:", "waits for ever for b, held by Thread-2"),
            ("Thread-2", 8, "with a:", "waits for ever for a, held by Thread-1"),
        )
    )
    body, end = told[: told.index("At the end:")], told[told.index("At the end:") :]
    assert not any("for ever" in line or "MainThread" in line for line in body)
    assert end == [
        "At the end:",
        "  Thread-1 waits for ever for b, held by Thread-2, at line 3: with b:",
        "  Thread-2 waits for ever for a, held by Thread-1, at line 8: with a:",
        "  MainThread waits for ever for Thread-1 to end, at line 20: thread.join()",
    ]


def test_who_waits_for_a_thread_that_raised_is_no_part_of_the_story() -> None:
    told = lanes(
        trace(
            ("MainThread", 20, "thread.join()", "waits for Thread-1 to end"),
            ("Thread-1", 3, "assert item", "raises AssertionError"),
        )
    )
    assert "At the end:" not in told


def test_a_list_names_threads_without_their_functions_where_that_is_too_long() -> None:
    told = lanes(steps(*(f"Thread-{n} (philosopher)" for n in range(5))))
    assert told[0] == "Thread-0   1  step_0()"


def test_a_story_of_nothing_but_its_end_is_told() -> None:
    told = lanes(trace(("MainThread", 2, "lock.acquire()", "waits for ever for lock")))
    assert told == [
        "At the end:",
        "  MainThread waits for ever for lock, at line 2: lock.acquire()",
    ]


def test_a_thread_that_got_what_it_waited_for_is_not_waiting_at_the_end() -> None:
    told = lanes(
        trace(
            ("Thread-1", 3, "with b:", "waits for lock b (held by Thread-2)"),
            ("Thread-1", 3, "with b:", "acquires lock b"),
        )
    )
    assert "At the end:" not in told


def test_lines_of_the_tests_are_told_from_the_authors() -> None:
    mixed = (
        *trace(("MainThread", 30, "assert total == 2", "raises AssertionError"), file="test_a.py"),
        *trace(("Thread-1", 7, "self.n += 1", "reads n")),
    )
    told = "\n".join(lanes(mixed))
    assert "test:30  assert total == 2" in told
    assert "  7  self.n += 1" in told


def test_a_lone_file_is_never_marked_however_it_is_called() -> None:
    assert "test:" not in "\n".join(lanes(trace(("a", 1, "x = 1", "writes x"), file="test_a.py")))


def test_the_middle_of_a_very_long_story_is_left_out() -> None:
    told = lanes(steps(*["Thread-1", "Thread-2"] * 200))
    assert any("325 lines of the story left out" in line for line in told)
    assert any("step_0()" in line for line in told)
    assert any("step_399()" in line for line in told)


def test_source_cannot_smuggle_escape_codes_into_the_story() -> None:
    told = lanes(trace(("Thread\x1b[2J", 1, "x = '\x1b[31m'  # \u202e", "reads \x07")))
    assert "\x1b" not in "".join(told)
    assert "\\x1b[31m" in "\n".join(told)


def test_no_trace_is_no_story() -> None:
    assert lanes(()) == []


def test_lines_of_several_files_are_told_apart() -> None:
    one = trace(("a", 1, "x = 1", "writes x"), file="app/stock.py")
    other = trace(("b", 2, "y = 1", "writes y"), file="app/audit/__init__.py")
    told = "\n".join(lanes((*one, *other)))
    assert "stock:1  x = 1" in told
    assert "audit:2  y = 1" in told


def test_files_of_the_same_name_are_told_apart_by_their_folders() -> None:
    one = trace(("a", 1, "x = 1", "writes x"), file="app/core.py")
    other = trace(("b", 2, "y = 1", "writes y"), file="lib/core.py")
    told = "\n".join(lanes((*one, *other)))
    assert "app/core:1  x = 1" in told
    assert "lib/core:2  y = 1" in told


def test_a_deadlock_over_several_files_names_them_at_the_end() -> None:
    one = trace(("a", 1, "with x:", "waits for ever for x"), file="app/one.py")
    other = trace(("b", 2, "with y:", "waits for ever for y"), file="app/two.py")
    told = "\n".join(lanes((*one, *other)))
    assert "a waits for ever for x, at one:1: with x:" in told
    assert "b waits for ever for y, at two:2: with y:" in told
