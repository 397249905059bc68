"""Judging a file of answers: the child works the key out, and a faulty quiz is nobody's failure."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from judge.box.intake import read_submission
from judge.box.judging import Options, judge
from judge.katas import Kata, load_kata
from judge.verdict.report import Symptom, Verdict

QUESTIONS = "questions/1_states.toml"


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    """A copy of a quiz, to be changed."""
    original = load_kata("lifecycle_quiz")
    shutil.copytree(original.folder, tmp_path / "quiz")
    return replace(original, folder=tmp_path / "quiz")


def change(kata: Kata, old: str, new: str) -> None:
    path = kata.folder / QUESTIONS
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def verdict_on_reference(kata: Kata) -> tuple[Verdict, Symptom | None, str | None]:
    report = judge(kata, read_submission(kata.reference), Options(native=False))
    return report.verdict, report.symptom, report.message


def test_what_is_right_follows_from_what_the_snippet_does(kata: Kata) -> None:
    assert verdict_on_reference(kata)[0] is Verdict.PASSED
    # Now the snippet prints what only option a shows, which the reference does not say.
    change(kata, "print(state(t), t.is_alive())", 'print("runnable True")')
    verdict, symptom, message = verdict_on_reference(kata)
    assert (verdict, symptom) == (Verdict.FAILED, Symptom.WRONG_RESULT)
    assert "before-start" in str(message)


def test_a_question_without_a_right_option_is_the_fault_of_the_quiz(kata: Kata) -> None:
    change(kata, "print(state(t), t.is_alive())", 'print("something else")')
    verdict, symptom, message = verdict_on_reference(kata)
    assert (verdict, symptom) == (Verdict.ERROR, None)
    assert "before-start: what is seen fits none of the options" in str(message)
