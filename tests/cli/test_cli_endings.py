"""However a command ends, its exit status and its last words are those that were promised."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_fakes import FakeJudge
from conftest import Kata, Process, command_line

from judge import __version__
from judge.cli.discovery import CommandModules
from judge.cli.status import status_of
from judge.verdict.report import Symptom, Verdict


@pytest.mark.parametrize(
    ("verdict", "symptom", "status"),
    [
        (Verdict.PASSED, None, 0),
        (Verdict.FAILED, Symptom.DEADLOCK, 1),
        (Verdict.FAILED, None, 1),
        (Verdict.REJECTED, Symptom.FORBIDDEN, 1),
        (Verdict.REJECTED, None, 2),
        (Verdict.ERROR, None, 3),
        (Verdict.ERROR, Symptom.CRASH, 3),
    ],
)
def test_the_exit_status_tells_the_verdict(
    verdict: Verdict, symptom: Symptom | None, status: int
) -> None:
    assert status_of(verdict, symptom) == status


@pytest.mark.parametrize(
    ("behaviour", "status"),
    [("passes", 0), ("fails", 1), ("rejects", 2), ("errs", 3), ("crashes", 3), ("breaks", 3)],
)
def test_the_process_exits_with_that_status(
    process: Process, submission: Path, behaviour: str, status: int
) -> None:
    assert process(behaviour, "test", "mutex").returncode == status


def test_an_unknown_kata_gets_the_nearest_name(kata: Kata) -> None:
    result = kata("show", "bounded_bufer")
    assert result.exit_code == 2
    assert result.stderr == (
        'Error: no kata named "bounded_bufer"; did you mean bounded_buffer? '
        "(kata list shows them all)\n"
    )


def test_a_name_like_no_kata_gets_no_suggestion(kata: Kata) -> None:
    assert 'no kata named "zzzzqqq" (kata list' in kata("show", "zzzzqqq").stderr


def test_an_unknown_command_and_an_unknown_option_take_two_lines(kata: Kata) -> None:
    for arguments in (["tset"], ["test", "mutex", "--sed", "1"], ["new"]):
        result = kata(*arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(result.stderr.splitlines()) == 2


def test_kata_alone_shows_the_help_and_is_no_success(kata: Kata) -> None:
    result = kata()
    assert result.exit_code == 2
    assert "Commands:" in result.stderr


def test_an_unexpected_exception_is_the_judges_fault_in_two_lines(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = RuntimeError("out of\ngreenlets")
    result = kata("test", "mutex")
    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        "Error: RuntimeError: out of greenlets",
        "This is a fault of the judge; KATA_DEBUG=1 shows the traceback.",
    ]


def test_the_traceback_is_shown_on_request(
    kata: Kata, fake: FakeJudge, submission: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KATA_DEBUG", "1")
    fake.answer = RuntimeError("out of greenlets")
    assert "Traceback (most recent call last)" in kata("test", "mutex").stderr


def test_ctrl_c_ends_at_once_with_one_line(content: Path, submission: Path) -> None:
    command = command_line(content, "waits", "test", "mutex")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as running:  # type: ignore[call-overload]
        assert running.stderr.readline() == "judging\n"
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (130, "", "Interrupted.\n")


def test_a_reader_that_goes_away_is_no_error(content: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = command_line(content, "-", "list")
    result = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert (result.returncode, result.stderr) == (141, "")


def test_a_closed_stdout_is_not_a_pass(content: Path, submission: Path) -> None:
    command = command_line(content, "passes", "test", "mutex")
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    result = subprocess.run(closed, capture_output=True, text=True)
    assert result.returncode == 2
    assert "standard output is closed" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_not_a_pass(content: Path, submission: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = command_line(content, "passes", "test", "mutex")
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 3
    assert result.stderr.splitlines()[-1] == (
        "Error: cannot write to standard output: No space left on device"
    )


def test_output_that_the_encoding_cannot_show_is_escaped(
    process: Process, submission: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("PYTHONUTF8", "0")
    result = process("fails", "test", "mutex")
    assert result.returncode == 1
    assert result.stdout.isascii()
    assert "Thread-1" in result.stdout


def test_the_version_is_that_of_the_judge(kata: Kata) -> None:
    result = kata("--version")
    assert (result.exit_code, result.stdout) == (0, f"kata {__version__}\n")


COMMANDS = [*CommandModules()]


def test_the_help_names_every_command_with_its_purpose(kata: Kata) -> None:
    result = kata("--help")
    assert result.exit_code == 0
    assert {"explore", "list", "replay", "show", "solution", "start", "test"} <= {*COMMANDS}
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z].*\.$", result.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example(kata: Kata, name: str) -> None:
    assert f"  Example:\n    kata {name}" in kata(name, "--help").stdout


@pytest.mark.parametrize(
    ("argument", "unwanted"),
    [
        ("--help", {"rich", "sqlite3", "platformdirs", "judge.box", "greenlet", "pytest"}),
        ("list", {"rich", "platformdirs", "judge.box", "greenlet", "pytest"}),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(argument: str, unwanted: set[str]) -> None:
    program = "from judge.cli.main import run; run()"
    command = [sys.executable, "-X", "importtime", "-c", program, argument]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert "judge.cli.main" in imported
    assert not imported & unwanted


def test_the_list_is_there_in_under_three_tenths_of_a_second() -> None:
    program = "from judge.cli.main import run; run()"
    assert best_of(5, [sys.executable, "-c", program, "list"]) < 0.3


def best_of(times: int, command: list[str]) -> float:
    """Return the least processor time in seconds: what else the machine does is not counted."""
    taken = []
    for _ in range(times):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        user = after.children_user - before.children_user
        taken.append(user + after.children_system - before.children_system)
    return min(taken)
