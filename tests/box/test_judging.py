"""What a submission can do to its judge, and the verdict that each of it gets."""

from __future__ import annotations

import dataclasses
import hashlib
import json

import pytest

from judge.box.intake import Submission
from judge.box.judging import (
    Options,
    OwnProgram,
    Progress,
    Stage,
    UsageProblem,
    explore_file,
    judge,
    replay,
    replay_file,
)
from judge.engine.result import Claim
from judge.engine.schedule import ScheduleError
from judge.katas import Kata, find_kata
from judge.verdict.report import Report, Symptom, Verdict

RIGHT = """
import threading

class BankAccount:
    def __init__(self, balance=0):
        if balance < 0:
            raise ValueError("less than nothing")
        self._balance = balance
        self._lock = threading.Lock()

    @property
    def balance(self):
        with self._lock:
            return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("nothing")
        with self._lock:
            self._balance += amount

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("nothing")
        with self._lock:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
"""
LOCKED_DEPOSIT = """        with self._lock:
            self._balance += amount
"""


def submission(text: str) -> Submission:
    return Submission(
        path="account.py", text=text, sha256=hashlib.sha256(text.encode()).hexdigest()
    )


def deposit(body: str) -> Submission:
    """Return the right submission with another body for ``deposit``."""
    assert LOCKED_DEPOSIT in RIGHT
    return submission(RIGHT.replace(LOCKED_DEPOSIT, f"        {body}\n"))


def judged(given: Submission, kata: Kata | None = None, **options: object) -> Report:
    return judge(kata or find_kata("mutex"), given, Options(**options))  # type: ignore[arg-type]


def open_kata() -> Kata:
    """Return a kata whose gate lets everything through, to see what the box makes of it."""
    kata = find_kata("mutex")
    return dataclasses.replace(kata, allow=kata.allow | {"os", "sys", "signal", "subprocess"})


def test_the_right_submission_passes() -> None:
    report = judged(submission(RIGHT))
    assert (report.verdict, report.message) == (Verdict.PASSED, None)
    assert all(s.claim is Claim.COMPLETE for s in report.scenarios)


@pytest.mark.parametrize(
    ("body", "symptom"),
    [
        ("while True: pass", Symptom.TIMEOUT),
        ("raise SystemExit", Symptom.EXCEPTION),
        ("print('x' * 3_000_000)", Symptom.CRASH),
        ("self._balance += amount", Symptom.WRONG_RESULT),
        ("raise RecursionError('too deep')", Symptom.EXCEPTION),
        ("self.deposit(amount)", Symptom.EXCEPTION),
        ("self._lock.acquire(); self._balance += amount", Symptom.LEAK),
    ],
)
def test_a_deposit_that_misbehaves_is_told_by_its_symptom(body: str, symptom: Symptom) -> None:
    report = judged(deposit(body), fail_fast=True)
    assert report.verdict is Verdict.FAILED, report.message
    assert report.symptom is symptom, report.message


def test_a_computation_without_end_is_ended_from_outside() -> None:
    report = judged(deposit("10 ** 10 ** 10"))
    assert (report.verdict, report.symptom) == (Verdict.FAILED, Symptom.TIMEOUT)


@pytest.mark.parametrize(
    "body",
    [
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os; os.closerange(3, 64)",
    ],
)
def test_a_process_that_goes_away_is_never_a_pass(body: str) -> None:
    report = judged(deposit(body), open_kata())
    assert (report.verdict, report.symptom) == (Verdict.FAILED, Symptom.CRASH), report.message


def test_a_forged_transcript_is_no_pass() -> None:
    forged = json.dumps({"event": "end"})
    body = f"import os; [os.write(fd, {forged + chr(10)!r}.encode()) for fd in range(3, 16)]"
    report = judged(deposit(f"exec({body!r})"), open_kata())
    assert report.verdict is not Verdict.PASSED


@pytest.mark.parametrize(
    ("text", "verdict", "symptom", "words"),
    [
        ("def x(:", Verdict.REJECTED, Symptom.EXCEPTION, "line 1"),
        ("x = 1", Verdict.REJECTED, None, "BankAccount"),
        ("import socket\nclass BankAccount: pass", Verdict.REJECTED, Symptom.FORBIDDEN, "socket"),
        ("class BankAccount: pass", Verdict.FAILED, Symptom.ERROR_CONTRACT, "deposit"),
        (RIGHT + "\nwhile True: pass", Verdict.FAILED, Symptom.TIMEOUT, "loading"),
        (RIGHT + "\nraise KeyError('no')", Verdict.FAILED, Symptom.EXCEPTION, "loading"),
    ],
)
def test_a_file_that_cannot_be_judged_says_why(
    text: str, verdict: Verdict, symptom: Symptom | None, words: str
) -> None:
    report = judged(submission(text))
    assert (report.verdict, report.symptom) == (verdict, symptom), report.message
    assert report.message is not None
    assert words in report.message


def test_a_wrong_signature_is_told_with_the_right_one() -> None:
    report = judged(submission(RIGHT.replace("def deposit(self, amount)", "def deposit(self)")))
    assert report.symptom is Symptom.ERROR_CONTRACT
    assert report.message is not None
    assert "amount" in report.message


def test_the_same_seed_gives_the_same_report() -> None:
    reports = [judged(deposit("self._balance += amount"), seed=3).to_json() for _ in range(2)]
    for report in reports:
        del report["seconds"]
        for scenario in report["scenarios"]:
            del scenario["seconds"]
    assert reports[0] == reports[1]


def test_a_failure_replays_from_its_schedule() -> None:
    wrong = deposit("self._balance += amount")
    failure = judged(wrong, fail_fast=True).first_failure
    assert failure is not None
    assert failure.schedule is not None
    again = replay(find_kata("mutex"), wrong, failure.schedule)
    assert (again.verdict, again.symptom) == (failure.verdict, failure.symptom)
    assert (again.message, again.trace) == (failure.message, failure.trace)


def test_a_schedule_of_another_file_is_refused() -> None:
    failure = judged(deposit("self._balance += amount"), fail_fast=True).first_failure
    assert failure is not None
    assert failure.schedule is not None
    with pytest.raises(ScheduleError, match="another version of the file"):
        replay(find_kata("mutex"), submission(RIGHT), failure.schedule)


def test_progress_tells_of_every_scenario_in_order() -> None:
    seen: list[Progress] = []
    report = judge(find_kata("mutex"), submission(RIGHT), Options(), seen.append)
    planned = next(p.scenarios for p in seen if p.stage is Stage.PLANNED)
    assert planned == tuple(s.name for s in report.scenarios)
    assert [p.name for p in seen if p.stage is Stage.FINISHED] == list(planned)


def test_one_scenario_can_be_asked_for() -> None:
    name = "test_two_deposits_at_once_are_both_kept"
    report = judged(submission(RIGHT), scenario=name)
    assert [s.name for s in report.scenarios] == [name]
    assert judged(submission(RIGHT), scenario="no_such").verdict is Verdict.REJECTED


def test_an_unknown_strategy_is_a_problem_of_usage() -> None:
    with pytest.raises(UsageProblem, match="portfolio"):
        judged(submission(RIGHT), strategy="no_such")


RACE = """
import threading

def main():
    seen = []

    def work():
        seen.append(len(seen))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [0, 1], seen
"""


def test_somebodys_own_program_is_explored_and_replayed() -> None:
    own = OwnProgram(main=submission(RACE))
    found = explore_file(own, Options())
    assert (found.verdict, found.symptom) == (Verdict.FAILED, Symptom.WRONG_RESULT)
    assert found.schedule is not None
    assert replay_file(own, found.schedule).message == found.message


def test_a_function_that_is_not_there_is_a_problem_of_usage() -> None:
    with pytest.raises(UsageProblem, match="no function start"):
        explore_file(OwnProgram(main=submission(RACE), function="start"), Options())
