"""How an execution can end: what is found, and what is told of it."""

from __future__ import annotations

import pytest
from helpers import ends, failure_of, search

from judge.engine.result import Claim, OutcomeKind, Waiting
from judge.engine.rules import Rules

ASSERTION, EXCEPTION = OutcomeKind.ASSERTION, OutcomeKind.EXCEPTION


def test_a_program_without_choices_is_explored_completely() -> None:
    exploration = search("def main(): pass")
    assert exploration.failure is None
    assert (exploration.claim, exploration.executions) == (Claim.COMPLETE, 1)


def test_a_failing_assertion_in_main_is_told_with_its_line() -> None:
    outcome = failure_of("def main():\n    n = 1\n    assert n == 2\n").outcome
    assert (outcome.kind, outcome.thread, outcome.line) == (ASSERTION, "MainThread", 3)
    assert outcome.error == "AssertionError"


def test_a_failing_assertion_in_a_thread_is_told_with_its_thread() -> None:
    outcome = failure_of("""
import threading

def check(n):
    assert n > 1, "too small"

def main():
    thread = threading.Thread(target=check, args=(1,), name="checker")
    thread.start()
    thread.join()
""").outcome
    assert (outcome.kind, outcome.thread, outcome.line) == (ASSERTION, "checker", 5)
    assert outcome.message == "too small"


def test_an_exception_in_a_thread_ends_the_execution() -> None:
    outcome = failure_of("""
import threading

def job():
    {}["key"]

def main():
    thread = threading.Thread(target=job)
    thread.start()
    thread.join()
""").outcome
    assert (outcome.kind, outcome.error, outcome.line) == (EXCEPTION, "KeyError", 5)
    assert "'key'" in outcome.message
    assert outcome.thread == "Thread-1 (job)"


def test_an_exception_in_a_daemon_or_a_raw_thread_ends_the_execution_too() -> None:
    for start in (
        "threading.Thread(target=job, daemon=True).start()",
        "_thread.start_new_thread(job, ())",
        "threading.Timer(1, job).start()",
    ):
        text = f"""
import _thread, threading, time

def job():
    raise LookupError

def main(record):
    {start}
    time.sleep(1)
    record("slept")
"""
        assert "LookupError" in ends(text, executions=50)


def test_an_assertion_inside_the_judged_file_is_an_exception() -> None:
    text = """
import submission

def main():
    submission.work()
"""
    submission = "def work():\n    assert False, 'internal'"
    rules = Rules(judged=frozenset({"submission.py"}))
    outcome = failure_of(text, rules=rules, submission=submission).outcome
    assert (outcome.kind, outcome.error, outcome.file) == (
        EXCEPTION,
        "AssertionError",
        "submission.py",
    )
    outcome = failure_of(text, submission=submission).outcome
    assert outcome.kind is ASSERTION


def test_other_exceptions_may_mean_a_wrong_result() -> None:
    text = "def main(): raise LookupError('wrong')"
    assert failure_of(text, rules=Rules(assertions=(LookupError,))).outcome.kind is ASSERTION
    assert failure_of(text).outcome.kind is EXCEPTION


def test_an_excepthook_of_the_programs_own_takes_the_exception() -> None:
    text = """
import threading

def main(record):
    def hook(args):
        record((args.exc_type.__name__, str(args.exc_value), args.thread.name))

    threading.excepthook = hook
    thread = threading.Thread(target=int, args=("x",), name="worker")
    thread.start()
    thread.join()
    record("went on")
"""
    told = ("ValueError", "invalid literal for int() with base 10: 'x'", "worker")
    assert ends(text, executions=20) == {(told, "went on")}


@pytest.mark.parametrize("leave", ["sys.exit(3)", "raise SystemExit", "_thread.exit()"])
def test_system_exit_ends_a_thread_in_good_order(leave: str) -> None:
    text = f"""
import _thread, sys, threading, time

def main(record):
    def job():
        {leave}

    thread = threading.Thread(target=job)
    thread.start()
    thread.join()
    _thread.start_new_thread(job, ())
    time.sleep(1)
    record("fine")
"""
    assert ends(text, executions=30) == {"fine"}


def test_system_exit_in_main_is_no_good_order() -> None:
    outcome = failure_of("import sys\ndef main(): sys.exit(0)").outcome
    assert (outcome.kind, outcome.error) == (EXCEPTION, "SystemExit")


def test_an_exception_while_loading_is_told_with_its_line() -> None:
    outcome = failure_of("import threading\nlock = threading.Lock()\nlock.release()").outcome
    assert (outcome.kind, outcome.error, outcome.line) == (EXCEPTION, "RuntimeError", 3)


def test_running_out_of_stack_is_an_exception() -> None:
    outcome = failure_of("def main(): main()").outcome
    assert (outcome.kind, outcome.error) == (EXCEPTION, "RecursionError")


def test_threads_that_end_after_main_are_waited_for() -> None:
    text = """
import threading

def main(record):
    go = threading.Event()

    def job():
        go.wait()
        record("job")

    threading.Thread(target=job).start()
    go.set()
    record("main")
"""
    assert ends(text) == {("main", "job")}


def test_an_exception_after_main_has_returned_still_counts() -> None:
    text = """
import threading

def main(record):
    go = threading.Event()

    def job():
        go.wait()
        raise LookupError

    threading.Thread(target=job).start()
    go.set()
"""
    assert ends(text) == {"LookupError"}


def test_too_many_threads_are_a_failure_of_their_own() -> None:
    text = """
import threading

def main():
    def spread():
        for _ in range(2):
            threading.Thread(target=spread).start()

    spread()
"""
    outcome = failure_of(text, rules=Rules(thread_limit=20)).outcome
    assert outcome.kind is OutcomeKind.STEP_LIMIT
    assert outcome.message == "more than 20 threads were started"


def test_an_endless_loop_is_told_with_its_line() -> None:
    outcome = failure_of(
        """
        def main():
            n = 0
            while True:
                n += 1
        """,
        rules=Rules(turn_limit=1000),
    ).outcome
    assert (outcome.kind, outcome.line) == (OutcomeKind.ENDLESS_LOOP, 4)


def test_endless_sharing_runs_into_the_step_limit() -> None:
    outcome = failure_of(
        """
        from aid import together

        def main():
            items = [0]

            def work():
                while True:
                    items[0] += 1

            together(work, work)
        """,
        rules=Rules(step_limit=1000),
    ).outcome
    assert outcome.kind in (OutcomeKind.STEP_LIMIT, OutcomeKind.ENDLESS_LOOP)
    assert outcome.line == 9


def test_printing_without_end_is_a_failure() -> None:
    text = "def main():\n    while True:\n        print('x' * 1000)"
    outcome = failure_of(text, rules=Rules(print_limit=10_000)).outcome
    assert outcome.failed
    assert "printed more than 10000 characters" in outcome.message


def test_what_a_program_prints_is_swallowed(capsys: pytest.CaptureFixture[str]) -> None:
    text = """
import sys
from aid import together

def main(record):
    together(lambda: print("a", end=""), lambda: print("b", file=sys.stderr, flush=True))
    print()
    record("done")
"""
    assert ends(text, executions=5) == {"done"}
    assert capsys.readouterr() == ("", "")


def test_waiting_values_are_plain() -> None:
    waiting = failure_of("import threading\ndef main(): threading.Event().wait()").outcome.waiting
    assert [type(one) for one in waiting] == [Waiting]
    assert (waiting[0].thread, waiting[0].line) == ("MainThread", 2)
    assert waiting[0].code == "def main(): threading.Event().wait()"
