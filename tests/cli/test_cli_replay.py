"""``kata replay`` and ``kata explore``: one schedule again, and programs that are no kata."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_fakes import FakeJudge, FakeScheduleError, FakeUsageProblem, failing, passing, report
from conftest import Kata, Process

from judge.box.judging import Options
from judge.engine.result import Claim
from judge.verdict.report import ScenarioReport


def test_a_schedule_that_fails_again_exits_with_1_and_tells_its_story(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    result = kata("replay", "mutex", "1:0x1", "mutex.py")
    assert result.exit_code == 1
    assert fake.calls == [("mutex", "mutex.py", "1:0x1")]
    assert "test_no_deposit_is_lost: wrong_result" in result.stdout
    assert "-- control taken --" in result.stdout


def test_a_schedule_that_passes_now_exits_with_0(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.again = passing()
    result = kata("replay", "mutex", "1:0x1")
    assert result.exit_code == 0
    assert "passed" in result.stdout


def test_without_a_schedule_the_last_failure_is_replayed_wherever_one_is(
    kata: Kata, fake: FakeJudge, submission: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake.answer = report(passing(), failing(), sha256=sha256(submission))
    kata("test", "mutex")
    path = str(submission.absolute())
    monkeypatch.chdir(tmp_path)
    result = kata("replay", "mutex")
    assert result.exit_code == 1
    assert fake.calls[1:] == [("mutex", path, "1:0x1,2x2,1")]
    assert result.stderr == ""


def sha256(path: Path) -> str:
    """Return the hash as the intake computes it."""
    from judge.box.intake import read_submission

    return read_submission(path).sha256


def test_a_file_that_has_changed_since_is_pointed_out(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = report(failing(), sha256=sha256(submission))
    kata("test", "mutex")
    submission.write_text("class A: ...\n")
    assert "has changed since" in kata("replay", "mutex").stderr


def test_a_later_pass_does_not_forget_the_failure(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = report(failing())
    kata("test", "mutex")
    fake.answer = report(passing())
    kata("test", "mutex")
    kata("replay", "mutex")
    assert fake.calls[-1] == ("mutex", str(submission.absolute()), "1:0x1,2x2,1")


@pytest.mark.parametrize(
    ("failure", "advice"),
    [(None, "kata test mutex first"), (failing(schedule=None), "has no schedule")],
)
def test_nothing_to_replay_is_a_mistake(
    kata: Kata, fake: FakeJudge, submission: Path, failure: ScenarioReport | None, advice: str
) -> None:
    if failure:
        fake.answer = report(failure)
        kata("test", "mutex")
    result = kata("replay", "mutex")
    assert result.exit_code == 2
    assert advice in result.stderr


def test_a_schedule_that_does_not_fit_is_a_mistake_in_one_line(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.again = FakeScheduleError  # type: ignore[assignment]
    fake.again = FakeScheduleError("this is no schedule; copy all of it")
    result = kata("replay", "mutex", "nonsense")
    assert result.exit_code == 2
    assert result.stderr == "Error: this is no schedule; copy all of it\n"


def test_a_file_in_the_place_of_the_schedule_is_noticed(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    result = kata("replay", "mutex", "mutex.py")
    assert result.exit_code == 2
    assert "the schedule goes before it" in result.stderr


def test_an_unknown_kata_is_suggested_a_known_one(kata: Kata) -> None:
    assert "did you mean mutex?" in kata("replay", "mutxe", "1:0x1").stderr


@pytest.fixture
def program() -> str:
    """A program that is no kata."""
    Path("transfer.py").write_text("def main(): ...\n")
    return "transfer.py"


@pytest.mark.parametrize(
    ("target", "function"), [("transfer.py", "main"), ("transfer.py:two", "two")]
)
def test_a_program_is_replayed_by_its_file(
    kata: Kata, fake: FakeJudge, program: str, target: str, function: str
) -> None:
    assert kata("replay", target, "1:0x1").exit_code == 1
    assert fake.calls == [("transfer.py", function, "1:0x1")]


def test_a_program_needs_a_schedule_and_no_second_file(
    kata: Kata, fake: FakeJudge, program: str
) -> None:
    assert "kata explore transfer.py" in kata("replay", program).stderr
    assert "two files" in kata("replay", program, "1:0x1", program).stderr
    assert fake.calls == []


def test_explore_passes_its_options_on_and_exits_with_1_for_a_failure(
    kata: Kata, fake: FakeJudge, program: str
) -> None:
    options = "--seed 3 --budget 2 --strategy dpor --executions 50"
    result = kata("explore", "transfer.py:two", *options.split())
    told = Options(seed=3, budget=2.0, strategy="dpor", executions=50)
    assert result.exit_code == 1
    assert fake.calls == [("transfer.py", "two", told)]
    assert "  kata replay transfer.py:two '1:0x1,2x2,1'\n" in result.stdout


def test_explore_says_what_finding_nothing_means(kata: Kata, fake: FakeJudge, program: str) -> None:
    fake.again = passing("main", claim=Claim.COMPLETE, executions=14)
    result = kata("explore", program)
    assert result.exit_code == 0
    assert "complete: no failure in any interleaving (14 executions)" in result.stdout


def test_the_json_of_explore_is_one_scenario(kata: Kata, fake: FakeJudge, program: str) -> None:
    result = kata("explore", program, "--format", "json")
    assert ScenarioReport.from_json(json.loads(result.stdout)) == failing()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["missing.py"], "missing.py"),
        (["transfer.py:"], "FILE:FUNCTION"),
        (["transfer.py:no-name"], "FILE:FUNCTION"),
        (["transfer.py", "--executions", "0"], "--executions"),
        (["transfer.py", "--format", "junit"], "--format"),
        (["transfer.py", "--output", "transfer.py"], "--output"),
    ],
)
def test_explore_refuses_what_it_cannot_do(
    kata: Kata, fake: FakeJudge, program: str, arguments: list[str], complaint: str
) -> None:
    result = kata("explore", *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert fake.calls == []


def test_a_function_that_is_not_there_is_a_mistake(
    kata: Kata, fake: FakeJudge, program: str
) -> None:
    fake.again = FakeUsageProblem("transfer.py has no function mian")
    result = kata("explore", "transfer.py:mian")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: transfer.py has no function mian\n"


def test_explore_and_replay_work_as_processes(process: Process, program: str) -> None:
    assert process("fails", "explore", program).returncode == 1
    assert process("fails", "replay", program, "1:0x1").returncode == 1
