"""Which kata is meant when no name is given, or a file in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_fakes import FakeJudge, failing, report
from conftest import Kata


def test_the_kata_whose_file_is_here_is_judged(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    assert kata("test").exit_code == 0
    assert fake.calls[0][:2] == ("mutex", "mutex.py")


def test_files_of_other_names_do_not_matter(kata: Kata, fake: FakeJudge, submission: Path) -> None:
    Path("queue.py").touch()
    Path("bounded_buffer.txt").touch()
    Path("bounded_buffer.py.bak").touch()
    assert kata("test").exit_code == 0


@pytest.mark.parametrize("command", ["test", "hint", "open", "watch", "replay", "show"])
def test_no_file_of_a_kata_here_is_a_mistake(kata: Kata, fake: FakeJudge, command: str) -> None:
    result = kata(command)
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: which kata? no file here is named like one; kata next tells which one to do, "
        "kata list shows them all\n"
    )


@pytest.mark.parametrize("command", ["start", "solution"])
def test_where_no_file_can_tell_the_kata_it_has_to_be_named(kata: Kata, command: str) -> None:
    result = kata(command)
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: which kata? kata next tells which one to do, kata list shows them all\n"
    )


@pytest.mark.parametrize("command", ["test", "hint", "open", "watch", "replay", "show"])
def test_files_of_several_katas_are_named(
    kata: Kata, fake: FakeJudge, submission: Path, command: str
) -> None:
    Path("bounded_buffer.py").touch()
    result = kata(command)
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: which kata? there are files of several here: bounded_buffer, mutex\n"
    )


def test_a_file_that_is_named_like_a_kata_is_enough(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    Path("other").mkdir()
    Path("other/bounded_buffer.py").write_text("class A: ...\n")
    kata("test", "mutex.py")
    kata("test", "other/bounded_buffer.py")
    assert [call[:2] for call in fake.calls] == [
        ("mutex", "mutex.py"),
        ("bounded_buffer", "other/bounded_buffer.py"),
    ]


def test_a_file_of_another_name_needs_the_kata(kata: Kata, fake: FakeJudge) -> None:
    Path("answer.py").write_text("class A: ...\n")
    result = kata("test", "answer.py")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: answer.py is not named like a kata; name both: KATA answer.py\n"
    )


def test_the_last_failure_of_the_kata_here_is_replayed(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = report(failing())
    kata("test")
    for arguments in ([], ["mutex.py"]):
        assert kata("replay", *arguments).exit_code == 1
        assert fake.calls[-1] == ("mutex", str(submission.absolute()), "1:0x1,2x2,1")


def test_a_failure_of_another_file_is_not_replayed_for_this_one(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = report(failing())
    kata("test")
    result = kata("replay", "other/mutex.py")
    assert result.exit_code == 2
    assert f"is one of {submission.absolute()}, not of other/mutex.py" in result.stderr
