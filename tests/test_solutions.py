"""Every submission in ``solutions/`` gets the verdict that its folder promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge.box.intake import read_submission
from judge.box.judging import Options, judge
from judge.katas import content_root, find_kata, kata_names
from judge.verdict.report import Symptom, Verdict

SOLUTIONS = content_root() / "solutions"
SYMPTOMS = {symptom.value for symptom in Symptom}


def submissions(*folders: str) -> list[str]:
    paths = [path for folder in folders for path in SOLUTIONS.glob(f"*/{folder}/*.py")]
    return sorted(path.relative_to(SOLUTIONS).as_posix() for path in paths)


RIGHT = [f"{name}/reference.py" for name in kata_names()] + submissions("accepted")
WRONG = submissions(*SYMPTOMS)


def judged(relative: str, **options: object):
    path = SOLUTIONS / relative
    kata = find_kata(Path(relative).parts[0])
    return judge(kata, read_submission(path), Options(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("relative", RIGHT)
def test_a_right_submission_passes(relative: str) -> None:
    report = judged(relative)
    failure = report.first_failure
    assert report.verdict is Verdict.PASSED, (failure and failure.name, report.message)


@pytest.mark.parametrize("relative", WRONG)
def test_a_wrong_submission_fails_with_the_symptom_of_its_folder(relative: str) -> None:
    report = judged(relative, fail_fast=True)
    assert report.symptom is not None, (report.verdict, report.message)
    assert report.symptom.value == Path(relative).parts[1], report.message


@pytest.mark.parametrize("relative", WRONG)
def test_a_wrong_submission_says_what_is_wrong_with_it(relative: str) -> None:
    first = (SOLUTIONS / relative).read_text("utf-8").splitlines()[0]
    assert first.startswith('"""')
    assert len(first) > 20


def test_no_folder_of_submissions_goes_unjudged() -> None:
    every = {path.relative_to(SOLUTIONS).as_posix() for path in SOLUTIONS.glob("*/**/*.py")}
    assert every == {*RIGHT, *WRONG}


@pytest.mark.parametrize("name", kata_names())
def test_the_stub_does_not_pass(name: str) -> None:
    kata = find_kata(name)
    report = judge(kata, read_submission(kata.stub), Options(fail_fast=True))
    assert report.verdict is Verdict.FAILED
