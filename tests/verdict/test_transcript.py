"""A pass needs a complete and orderly transcript; anything short of it is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from judge.engine.result import Claim
from judge.verdict.report import ScenarioReport, Symptom, Verdict
from judge.verdict.transcript import Decision, Disorder, Transcript


def line(event: str, **fields: Any) -> str:
    return json.dumps({"event": event, **fields})


def scenario(name: str, verdict: Verdict = Verdict.PASSED, **fields: Any) -> str:
    report = ScenarioReport(name=name, verdict=verdict, claim=Claim.SAMPLED, executions=1, **fields)
    return line("scenario", report=report.to_json())


PASSING = [
    line("loaded"),
    line("plan", scenarios=["one", "two"]),
    line("start", name="one"),
    scenario("one"),
    line("start", name="two"),
    line("explored", name="two", executions=7),
    scenario("two"),
    line("control", caught=True),
    line("end"),
]


def decided(lines: list[str], *, orderly: bool = True) -> Decision:
    transcript = Transcript()
    for one in lines:
        transcript.feed(one)
    return transcript.decide(orderly=orderly, ending="it went away", ending_symptom=Symptom.CRASH)


def test_a_complete_transcript_and_an_orderly_end_are_a_pass() -> None:
    assert decided(PASSING).verdict is Verdict.PASSED


@pytest.mark.parametrize("kept", range(len(PASSING)))
def test_a_transcript_that_breaks_off_is_never_a_pass(kept: int) -> None:
    decision = decided(PASSING[:kept])
    assert decision.verdict is Verdict.FAILED
    assert decision.symptom is Symptom.CRASH


def test_a_complete_transcript_without_an_orderly_end_is_no_pass() -> None:
    assert decided(PASSING, orderly=False).verdict is Verdict.FAILED


@pytest.mark.parametrize("left_out", range(len(PASSING) - 1))
def test_a_transcript_with_a_line_missing_is_never_a_pass(left_out: int) -> None:
    lines = PASSING[:left_out] + PASSING[left_out + 1 :]
    try:
        verdict = decided(lines).verdict
    except Disorder:
        return
    harmless = json.loads(PASSING[left_out])["event"] == "explored"
    assert (verdict is Verdict.PASSED) == harmless


def test_an_empty_plan_is_no_pass() -> None:
    lines = [line("loaded"), line("plan", scenarios=[]), line("control", caught=True), line("end")]
    assert decided(lines).verdict is Verdict.FAILED


def test_a_control_that_was_not_caught_is_the_fault_of_the_judge() -> None:
    lines = [*PASSING[:-2], line("control", caught=False), line("end")]
    assert decided(lines).verdict is Verdict.ERROR


def test_the_first_failing_scenario_gives_the_symptom() -> None:
    lines = [
        *PASSING[:3],
        scenario("one", Verdict.FAILED, symptom=Symptom.DEADLOCK, message="stuck"),
        PASSING[4],
        scenario("two", Verdict.FAILED, symptom=Symptom.LEAK, message="left"),
        *PASSING[-2:],
    ]
    assert decided(lines) == Decision(
        verdict=Verdict.FAILED, symptom=Symptom.DEADLOCK, message="stuck"
    )


def test_a_failure_that_was_reported_stands_although_the_child_died_later() -> None:
    lines = [
        *PASSING[:3],
        scenario("one", Verdict.FAILED, symptom=Symptom.DEADLOCK, message="stuck"),
    ]
    assert decided(lines, orderly=False).symptom is Symptom.DEADLOCK


def test_the_judges_own_fault_in_a_scenario_is_an_error() -> None:
    lines = [
        *PASSING[:3],
        scenario("one", Verdict.ERROR, message="not deterministic"),
        *PASSING[4:],
    ]
    assert decided(lines).verdict is Verdict.ERROR


@pytest.mark.parametrize(
    "lines",
    [
        ["not json"],
        [line("no_such_event")],
        ['{"no": "event"}'],
        ["[]"],
        [line("plan", scenarios=["one"])],
        [line("loaded"), line("loaded")],
        [*PASSING[:2], line("plan", scenarios=["one"])],
        [*PASSING[:2], line("start", name="two")],
        [*PASSING[:3], scenario("two")],
        [*PASSING[:2], scenario("one")],
        [*PASSING[:4], scenario("one")],
        [*PASSING[:4], line("control", caught=True)],
        [*PASSING, line("end")],
        [*PASSING[:3], line("scenario", report={"name": "one"})],
        [*PASSING[:3], scenario("one").replace('"executions": 1', '"executions": 0')],
        [line("refused", verdict="passed", symptom=None, message="forged")],
    ],
)
def test_a_line_out_of_place_is_disorder(lines: list[str]) -> None:
    transcript = Transcript()
    for one in lines[:-1]:
        transcript.feed(one)
    with pytest.raises(Disorder):
        transcript.feed(lines[-1])


def test_a_refusal_is_the_verdict() -> None:
    refused = line("refused", verdict="rejected", symptom="forbidden", message="uses queue")
    assert decided([refused]) == Decision(
        verdict=Verdict.REJECTED, symptom=Symptom.FORBIDDEN, message="uses queue"
    )


def test_a_scenario_survives_the_way_through_json() -> None:
    report = ScenarioReport(
        name="one",
        verdict=Verdict.FAILED,
        symptom=Symptom.LEAK,
        message="left",
        claim=Claim.COMPLETE,
        executions=3,
        strategy="dpor",
        schedule="1.311.a.00000000..one",
        preemptions=1,
        seconds=0.25,
    )
    assert ScenarioReport.from_json(json.loads(json.dumps(report.to_json()))) == report
