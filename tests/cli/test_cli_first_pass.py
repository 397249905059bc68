"""What a first pass is followed by, and what none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_fakes import KATAS, FakeJudge, failing, report
from conftest import Kata

from judge.cli.plain import columns

PROMPT = """\
# Title

## What to write
Code.

## What an interviewer may ask next

1. Why `while` and not `if` around the wait, and what does it take for that to matter in a
   program of two threads?
2. What else?
"""


@pytest.fixture
def taught(content: Path) -> None:
    """The mutex kata has questions, and notes in two sections."""
    (content / "katas" / "mutex" / "prompt.md").write_text(PROMPT)
    notes = "# Notes\n\n## Why the reference is right\n\nSo.\n\n## Also right\n\nThat.\n"
    (content / "solutions" / "mutex" / "notes.md").write_text(notes)


@pytest.mark.usefixtures("taught")
def test_a_first_pass_says_what_to_read_what_may_be_asked_and_what_comes_next(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    lines = kata("test", "mutex").stdout.splitlines()
    begin = lines.index("This is your first pass of mutex. Compare your answer with the reference:")
    assert lines[begin + 1 :] == [
        "  kata solution mutex",
        '  and read "Why the reference is right" in the notes under it.',
        "",
        "What an interviewer may ask next:",
        "  1. Why `while` and not `if` around the wait, and what does it take for that to",
        "     matter in a program of two threads?",
        "  2. What else?",
        "",
        "Next: bounded_buffer: Bounded buffer (medium)",
        "  kata start bounded_buffer",
    ]
    assert max(map(columns, lines)) <= 80


@pytest.mark.usefixtures("taught")
def test_a_second_pass_a_failure_and_a_part_are_followed_by_nothing(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    assert "first pass" not in kata("test", "mutex", "--scenario", "test_x").stdout
    fake.answer = report(failing())
    assert "first pass" not in kata("test", "mutex").stdout
    fake.answer = report()
    assert "first pass" in kata("test", "mutex").stdout
    assert "first pass" not in kata("test", "mutex").stdout


def test_judging_the_reference_is_no_first_pass(kata: Kata, fake: FakeJudge, content: Path) -> None:
    reference = content / "solutions" / "mutex" / "reference.py"
    assert "first pass" not in kata("test", "mutex", str(reference)).stdout


@pytest.mark.parametrize("style", ["json", "junit", "exercism", "gradescope"])
def test_documents_stay_as_they_are(
    kata: Kata, fake: FakeJudge, submission: Path, style: str
) -> None:
    assert "first pass" not in kata("test", "mutex", "--format", style).stdout


def test_a_task_without_questions_asks_none(kata: Kata, fake: FakeJudge, submission: Path) -> None:
    shown = kata("test", "mutex").stdout
    assert "kata solution mutex\n\nNext: bounded_buffer" in shown


def test_the_last_kata_has_no_next(kata: Kata, fake: FakeJudge) -> None:
    for name in KATAS:
        Path(f"{name}.py").write_text("class A: ...\n")
        fake.answer = report(kata=name)
        shown = kata("test", name).stdout
    assert shown.endswith("That was the last one: all 3 katas are solved.\n")
