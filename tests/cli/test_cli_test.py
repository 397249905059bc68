"""``kata test``: which file is judged how, what is said where, and what is remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_fakes import FakeJudge, FakeUsageProblem, failing, passing, report
from conftest import Kata, Process

from judge.box.judging import Options
from judge.verdict.report import Symptom, Verdict

Terminal = Callable[..., tuple[int, str]]


def test_without_options_the_judges_own_defaults_hold(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    assert kata("test", "mutex").exit_code == 0
    assert fake.calls == [("mutex", "mutex.py", Options())]


def test_every_option_reaches_the_judge(kata: Kata, fake: FakeJudge, submission: Path) -> None:
    options = "--seed 7 --budget 1.5 --strategy dpor --scenario test_x --no-native"
    assert kata("test", "mutex", "mutex.py", *options.split()).exit_code == 0
    told = Options(seed=7, budget=1.5, strategy="dpor", scenario="test_x", native=False)
    assert fake.calls == [("mutex", "mutex.py", told)]


@pytest.mark.parametrize(
    "wrong",
    ["--budget 0", "--budget nan", "--budget inf", "--seed x", "--strategy magic", "--format pdf"],
)
def test_an_option_that_makes_no_sense_is_a_mistake(
    kata: Kata, fake: FakeJudge, submission: Path, wrong: str
) -> None:
    result = kata("test", "mutex", *wrong.split())
    assert result.exit_code == 2
    assert wrong.split()[0] in result.stderr
    assert fake.calls == []


def test_an_unknown_strategy_is_told_the_known_ones(kata: Kata, fake: FakeJudge) -> None:
    assert "dpor, portfolio" in kata("test", "mutex", "--strategy", "magic").stderr


def test_a_problem_only_the_judge_can_see_is_a_mistake_too(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = FakeUsageProblem("mutex has no scenario test_x")
    result = kata("test", "mutex", "--scenario", "test_x")
    assert result.exit_code == 2
    assert result.stderr == "Error: mutex has no scenario test_x\n"


def test_no_file_to_judge_comes_with_advice(kata: Kata, fake: FakeJudge) -> None:
    result = kata("test", "mutex")
    assert result.exit_code == 2
    assert "kata start mutex" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_missing_or_unreadable_file_is_a_mistake(kata: Kata, fake: FakeJudge) -> None:
    Path("binary.py").write_bytes(b"\0\1")
    for name in ("missing.py", "binary.py", "."):
        result = kata("test", "mutex", name)
        assert result.exit_code == 2
        assert "Traceback" not in result.stderr
    assert fake.calls == []


def test_the_file_that_is_here_goes_before_the_one_that_start_made(
    kata: Kata, fake: FakeJudge, tmp_path: Path, submission: Path
) -> None:
    (tmp_path / "other").mkdir()
    kata("start", "mutex", "--dir", str(tmp_path / "other"))
    kata("test", "mutex")
    assert fake.calls[0][1] == "mutex.py"


def test_in_a_pipe_a_line_per_finished_scenario_goes_to_stderr(
    process: Process, submission: Path
) -> None:
    result = process("fails", "test", "mutex")
    assert result.stderr.splitlines() == [
        "passed    test_deposits_add_up  sampled: no failure in 300 executions",
        "failed    test_no_deposit_is_lost  wrong_result",
    ]
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("style", ["json", "junit", "exercism", "gradescope"])
def test_a_document_is_all_there_is(process: Process, submission: Path, style: str) -> None:
    result = process("fails", "test", "mutex", "--format", style)
    assert result.returncode == 1
    assert result.stdout.startswith("<?xml" if style == "junit" else "{")
    assert result.stderr == ""


def test_a_terminal_sees_progress_and_then_the_report(terminal: Terminal, submission: Path) -> None:
    code, shown = terminal("fails", "test", "mutex")
    progress, _, rest = shown.partition("mutex: failed")
    assert code == 1
    assert "1/2 scenarios" in progress
    assert "\x1b[2K" in progress
    assert "scenarios" not in rest.replace("The other scenarios", "")


def test_a_dumb_terminal_gets_plain_lines(terminal: Terminal, submission: Path) -> None:
    shown = terminal("fails", "test", "mutex", TERM="dumb")[1]
    assert shown.startswith("passed    test_deposits_add_up")
    assert "\x1b" not in shown


def test_no_color_leaves_the_progress_but_no_colour(terminal: Terminal, submission: Path) -> None:
    assert "\x1b[31m" in terminal("fails", "test", "mutex")[1]
    shown = terminal("fails", "test", "mutex", NO_COLOR="1")[1]
    assert "\x1b[31m" not in shown
    assert "1/2 scenarios" in shown


def test_output_writes_the_document_to_a_file(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    result = kata("test", "mutex", "--format", "json", "--output", "report.json")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert json.loads(Path("report.json").read_text())["verdict"] == "passed"


def test_output_of_text_says_where_it_went(kata: Kata, fake: FakeJudge, submission: Path) -> None:
    fake.answer = report(failing())
    result = kata("test", "mutex", "--output", "report.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "mutex: failed, the report is in report.txt" in result.stderr
    assert "kata replay mutex" in Path("report.txt").read_text()


@pytest.mark.parametrize("where", [".", "no/such/folder.json", "mutex.py"])
def test_an_impossible_output_is_refused_before_judging(
    kata: Kata, fake: FakeJudge, submission: Path, where: str
) -> None:
    before = submission.read_text()
    result = kata("test", "mutex", "--format", "json", "--output", where)
    assert result.exit_code == 2
    assert "--output" in result.stderr
    assert fake.calls == []
    assert submission.read_text() == before


def test_a_part_of_the_kata_does_not_solve_it(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    kata("test", "mutex", "--scenario", "test_deposits_add_up")
    assert status(kata) == "started"
    kata("test", "mutex")
    assert status(kata) == "solved"


def test_solved_once_is_solved(kata: Kata, fake: FakeJudge, submission: Path) -> None:
    kata("test", "mutex")
    fake.answer = report(failing())
    assert kata("test", "mutex").exit_code == 1
    assert status(kata) == "solved"


def test_a_fault_of_the_judge_is_held_against_nobody(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = report(verdict=Verdict.ERROR, message="the box died")
    assert kata("test", "mutex").exit_code == 3
    assert status(kata) is None


def test_judging_the_reference_solves_nothing(kata: Kata, fake: FakeJudge, content: Path) -> None:
    kata("test", "mutex", str(content / "solutions" / "mutex" / "reference.py"))
    assert len(fake.calls) == 1
    assert status(kata) is None


def status(kata: Kata) -> object:
    """Return the status of the mutex kata."""
    return json.loads(kata("list", "--format", "json").stdout)[0]["status"]


def test_a_rejected_file_is_named_with_the_reason(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = report(
        verdict=Verdict.REJECTED, symptom=Symptom.FORBIDDEN, message="line 1: import os"
    )
    result = kata("test", "mutex")
    assert result.exit_code == 1
    assert result.stdout.startswith("mutex: rejected (forbidden), in 1.2 s\n\nline 1: import os\n")


def test_the_schedule_of_the_report_can_be_pasted(
    kata: Kata, fake: FakeJudge, content: Path
) -> None:
    Path("my answer.py").write_text("class A: ...\n")
    fake.answer = report(passing(), failing(schedule="a b'c"))
    shown = kata("test", "mutex", "my answer.py").stdout
    assert "  kata replay mutex 'a b'\"'\"'c' 'my answer.py'\n" in shown
