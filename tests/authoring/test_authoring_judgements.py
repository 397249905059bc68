"""What ``kata check`` makes of the judge's verdicts."""

from __future__ import annotations

import pytest
from authoring_kata import CHECK, EXAMPLES, RIGHT, STUB, racy, write

from judge.authoring import submissions
from judge.authoring.check import check_katas, judgements_of
from judge.authoring.findings import Finding, State, worst
from judge.authoring.place import Place
from judge.box.judging import silent


def judged(place: Place, label: str) -> Finding:
    """Return what comes of the one judgement whose label ends so."""
    (judgement,) = [each for each in judgements_of(place) if each.label.endswith(label)]
    return judgement.run(silent)


def test_every_file_is_judged_once_and_the_examples_on_the_reference(place: Place) -> None:
    labels = [judgement.label for judgement in judgements_of(place)]
    files = [path.relative_to(place.root).as_posix() for path in place.solutions.rglob("*.py")]
    examples = "solutions/counter/reference.py::examples"
    assert sorted(labels) == sorted([*files, "katas/counter/stub.py", examples])


@pytest.mark.parametrize(
    "label", ["reference.py", "::examples", "stub.py", "right_0.py", "racy_0.py"]
)
def test_what_keeps_its_promise_is_in_order(place: Place, label: str) -> None:
    finding = judged(place, label)
    assert finding.state is not State.PROBLEM, finding.message


def test_the_reference_tells_its_processor_time_and_is_warned_of_above_the_budget(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submissions, "CPU_SECONDS", 0.001)
    finding = judged(place, "reference.py")
    assert finding.state is State.WARNING
    assert "s of processor time" in finding.message


def test_a_wrong_answer_among_the_accepted_is_told_with_its_scenario(place: Place) -> None:
    write(place.solutions / "accepted" / "right_0.py", racy())
    finding = judged(place, "right_0.py")
    assert finding.state is State.PROBLEM
    assert "wrong_result" in finding.message
    assert "test_two_threads_both_count" in finding.message
    assert finding.file == "solutions/counter/accepted/right_0.py"


def test_a_right_answer_among_the_wrong_ones_is_a_problem(place: Place) -> None:
    write(place.solutions / "wrong_result" / "racy_0.py", RIGHT)
    assert "passed" in judged(place, "racy_0.py").message


def test_a_wrong_answer_in_another_folder_is_told_its_symptom(place: Place) -> None:
    write(place.solutions / "leak" / "unchecked.py", RIGHT.replace(CHECK, ""))
    finding = judged(place, "unchecked.py")
    assert finding.state is State.PROBLEM
    assert "should fail with leak" in finding.message
    assert "error_contract" in finding.message


def test_an_answer_that_cannot_be_read_is_a_problem(place: Place) -> None:
    write(place.solutions / "accepted" / "right_0.py", "")
    assert judged(place, "right_0.py").state is State.PROBLEM


@pytest.mark.parametrize("stub", [RIGHT, STUB + "\nraise KeyError", STUB.replace("Counter", "C")])
def test_a_stub_that_passes_or_does_not_load_is_a_problem(place: Place, stub: str) -> None:
    write(place.folder / "stub.py", stub)
    assert judged(place, "stub.py").state is State.PROBLEM


def test_examples_that_fail_on_the_reference_are_told_as_the_file_to_edit(place: Place) -> None:
    write(place.folder / "test_examples.py", EXAMPLES.replace("== 1", "== 2"))
    finding = judged(place, "::examples")
    assert finding.state is State.PROBLEM
    assert finding.file == "katas/counter/test_examples.py"


def test_the_whole_check_is_told_of_every_judgement(place: Place) -> None:
    ends = []
    findings = check_katas([place], threads=2, seed=0, watch=lambda event, end: ends.append(end))
    assert worst(findings) is not State.PROBLEM
    assert len([end for end in ends if end is not None]) == len(judgements_of(place))
