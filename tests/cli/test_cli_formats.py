"""Every format tells the same verdict, and none lets a bad one look good."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from cli_fakes import failing, passing, report

from judge.cli.claims import claim, meaning
from judge.cli.discovery import format_names, renderer
from judge.cli.formats import text
from judge.cli.plain import columns
from judge.engine.result import Claim
from judge.verdict.report import Report, Symptom, Verdict

TRICK = "\x1b[2J\x1b[1;32mpassed\x1b[0m \u202e\ufffe\x00"
UNEXPLAINED = [
    report(passing(), verdict=Verdict.FAILED, symptom=Symptom.CRASH, message="it ended early"),
    report(verdict=Verdict.FAILED, symptom=Symptom.TIMEOUT, message="it took too long"),
    report(passing(), verdict=Verdict.REJECTED, symptom=Symptom.FORBIDDEN, message="import os"),
    report(passing(), verdict=Verdict.ERROR, message="the box died"),
]


def test_formats_are_found_by_their_files() -> None:
    assert format_names() == ["exercism", "gradescope", "json", "junit", "text"]


@pytest.mark.parametrize("name", format_names())
def test_what_a_submission_says_cannot_take_over_the_terminal(name: str) -> None:
    document = renderer(name)(report(failing(TRICK, message=TRICK), box=(TRICK,), path=TRICK))
    assert "\x1b" not in document
    assert "\u202e" not in document
    if name == "junit":
        ET.fromstring(document)


def test_json_is_the_contract() -> None:
    told = report(passing(), failing())
    assert json.loads(renderer("json")(told)) == told.to_json()


def test_a_pass_in_text_says_what_was_tried_and_what_that_means() -> None:
    shown = text.render(report(passing(), passing("test_b", claim=Claim.COMPLETE, executions=1)))
    assert "test_deposits_add_up  sampled: no failure in 300 executions" in shown
    assert "test_b  complete: no failure in any interleaving (1 execution)" in shown
    assert "not that there is none" in shown
    assert "box: landlock, rlimits, NO SECCOMP" in shown
    assert "seed 0 · Python 3.11.7 · judge 0.1.0" in shown


def test_a_claim_never_says_more_than_was_tried() -> None:
    complete = passing(claim=Claim.COMPLETE)
    bounded = passing(claim=Claim.COMPLETE_TO_BOUND, preemption_bound=2)
    assert claim(bounded) == "complete up to 2 preemptions: no failure in 300 executions"
    assert claim(passing(claim=None)) == "sampled: no failure in 300 executions"
    assert "every interleaving" in meaning([complete, complete])
    assert "more of them" in meaning([complete, bounded])
    assert "was not tried" in meaning([complete, bounded, passing()])
    assert "was not tried" in meaning([])


def test_a_failure_in_text_tells_the_first_one_in_full_and_lists_the_others() -> None:
    shown = text.render(report(passing(), failing(), failing("test_z", symptom=Symptom.DEADLOCK)))
    head, _, others = shown.partition("The other scenarios:")
    assert head.startswith("mutex: failed (wrong_result), in 1.2 s\n")
    assert "Deposits made at the same time all count." in head
    assert "found after 12 executions by surw with 1 preemption" in head
    assert "-- control taken --" in head
    assert "\n  kata replay mutex '1:0x1,2x2,1' mutex.py\n" in head
    assert "  passed    test_deposits_add_up  sampled" in others
    assert "  failed    test_z  deadlock" in others
    assert "NO SECCOMP" in others


def test_message_and_story_fit_eighty_columns_but_the_line_to_copy_stays_one() -> None:
    long = failing(message="word " * 60 + "x" * 200, schedule="1" * 200)
    lines = text.render(report(long, passing())).splitlines()
    assert [line for line in lines if columns(line) > 80] == [
        f"  kata replay mutex '{'1' * 200}' mutex.py"
    ]


def test_a_replay_was_not_found_by_searching() -> None:
    assert "found after" in text.render(report(failing()))
    assert "found" not in text.render(report(failing(strategy="replay", executions=1)))


def test_a_failure_without_a_schedule_promises_no_replay() -> None:
    assert "kata replay" not in text.render(report(failing(schedule=None)))


@pytest.mark.parametrize("told", UNEXPLAINED, ids=lambda told: str(told.message))
def test_a_verdict_that_no_scenario_explains_is_told_with_its_message(told: Report) -> None:
    assert told.message is not None
    for name in format_names():
        assert told.message in renderer(name)(told)


def test_a_box_without_layers_is_told_in_capitals() -> None:
    assert "box: NONE" in text.render(report(passing(), box=()))


def test_junit_has_a_case_per_scenario_and_its_failure() -> None:
    suite = suite_of(report(passing(), failing()))
    assert [case.get("name") for case in suite.iter("testcase")] == [
        "test_deposits_add_up",
        "test_no_deposit_is_lost",
    ]
    counts = [suite.get(name) for name in ("tests", "failures", "errors", "skipped")]
    assert counts == ["2", "1", "0", "0"]
    failure = suite.find(".//failure")
    assert failure is not None
    assert failure.get("type") == "wrong_result"
    assert "kata replay mutex" in (failure.text or "")
    properties = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert properties["seed"] == "0"
    assert properties["box"] == "landlock, rlimits, NO SECCOMP"


def suite_of(told: Report) -> ET.Element:
    """Return the test suite of a JUnit document."""
    suite = ET.fromstring(renderer("junit")(told)).find("testsuite")
    assert suite is not None
    return suite


def test_junit_counts_the_judges_own_fault_as_an_error() -> None:
    suite = suite_of(report(verdict=Verdict.ERROR, message="the box died"))
    assert (suite.get("failures"), suite.get("errors")) == ("0", "1")


@pytest.mark.parametrize("told", UNEXPLAINED, ids=lambda told: str(told.message))
def test_no_document_of_a_bad_verdict_looks_like_a_pass(told: Report) -> None:
    suite = suite_of(told)
    assert (suite.get("failures"), suite.get("errors")) != ("0", "0")
    assert json.loads(renderer("exercism")(told))["status"] == "error"
    assert json.loads(renderer("gradescope")(told)).get("score") in (None, 0.0)


def test_exercism_follows_version_3(content: Path) -> None:
    document = json.loads(renderer("exercism")(report(passing(), failing())))
    first, second = document.pop("tests")
    assert document == {"version": 3, "status": "fail", "message": None}
    assert first == {
        "name": "test_deposits_add_up",
        "test_code": "def test_deposits_add_up() -> None:\n    assert A",
        "status": "pass",
    }
    assert second["status"] == "fail"
    assert "assert 1 == 2" in second["message"]


def test_exercism_keeps_to_its_limit_for_messages() -> None:
    document = json.loads(renderer("exercism")(report(failing(message="é" * 70_000))))
    assert len(document["tests"][0]["message"].encode()) <= 65535


def test_exercism_passes_what_passed() -> None:
    document = json.loads(renderer("exercism")(report(passing())))
    assert (document["status"], document["message"]) == ("pass", None)


def test_gradescope_gives_a_point_per_scenario() -> None:
    document = json.loads(renderer("gradescope")(report(passing(), failing(), passing("test_c"))))
    assert document["score"] == 2.0
    assert [one["score"] for one in document["tests"]] == [1.0, 0.0, 1.0]
    assert [one["status"] for one in document["tests"]] == ["passed", "failed", "passed"]
    assert {one["max_score"] for one in document["tests"]} == {1.0}


def test_gradescope_gets_no_score_for_the_judges_own_fault() -> None:
    document = json.loads(renderer("gradescope")(report(passing(), verdict=Verdict.ERROR)))
    assert "score" not in document
    assert "tests" not in document
