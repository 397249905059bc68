"""A marked test runs under the engine, and its report says what was found."""

from __future__ import annotations

import pytest
from plugin_helpers import RACE, SAFE, run, schedule_in

pytest_plugins = ["pytester"]


def test_a_race_fails_with_its_story(pytester: pytest.Pytester) -> None:
    result, shown = run(pytester, RACE)
    result.assert_outcomes(failed=1)
    assert "counter.n == 2, but it was 1 against 2" in shown
    assert "-- control taken --" in shown
    assert "self.n += 1" in shown
    assert "judge/" not in shown


def test_a_right_test_passes_and_its_claim_is_told_on_demand(pytester: pytest.Pytester) -> None:
    result, shown = run(pytester, SAFE, "-rA")
    result.assert_outcomes(passed=1)
    assert "Captured interleave call" in shown
    assert "complete: no failure in any interleaving" in shown


def test_the_claim_stands_beside_the_name_with_v(pytester: pytest.Pytester) -> None:
    _, shown = run(pytester, SAFE, "-vv")
    assert "test_safe PASSED (complete: no failure in any interleaving" in shown


def test_the_claim_is_a_property_in_junit(pytester: pytest.Pytester) -> None:
    run(pytester, SAFE, "--junitxml=report.xml")
    report = (pytester.path / "report.xml").read_text()
    assert '<property name="interleave" value="complete' in report


def test_a_failure_is_replayed_by_its_schedule(pytester: pytest.Pytester) -> None:
    _, shown = run(pytester, RACE)
    result, again = run(pytester, RACE, "--interleave-replay", schedule_in(shown))
    result.assert_outcomes(failed=1)
    assert "counter.n == 2, but it was 1 against 2" in again
    assert "found after" not in again


def test_the_line_to_replay_with_names_the_test_where_pytest_was_called(
    pytester: pytest.Pytester,
) -> None:
    run(pytester, RACE)
    (pytester.path / "inside").mkdir()
    (pytester.path / "test_it.py").rename(pytester.path / "inside" / "test_it.py")
    shown = pytester.runpytest_inprocess("-q", "inside").stdout.str()
    assert "  pytest inside/test_it.py::test_race --interleave-replay " in shown


def test_under_another_schedule_the_same_test_passes(pytester: pytest.Pytester) -> None:
    _, shown = run(pytester, RACE)
    version, python, clock, digest, _, name = schedule_in(shown).split(".", 5)
    calm = ".".join([version, python, clock, digest, "0-1", name])
    result, again = run(pytester, RACE, "-vv", "--interleave-replay", calm)
    result.assert_outcomes(passed=1)
    assert "it does not fail under this schedule" in again


def test_a_schedule_of_another_version_is_refused(pytester: pytest.Pytester) -> None:
    _, shown = run(pytester, RACE)
    changed = RACE.replace("== 2", "== 2, 'sum'")
    result, again = run(pytester, changed, "--interleave-replay", schedule_in(shown))
    result.assert_outcomes(failed=1)
    assert "another version" in again


def test_a_schedule_runs_its_own_test_only(pytester: pytest.Pytester) -> None:
    _, shown = run(pytester, RACE + SAFE)
    result, _ = run(pytester, RACE + SAFE, "--interleave-replay", schedule_in(shown))
    result.assert_outcomes(failed=1, skipped=1)


def test_what_is_no_schedule_is_said_to_be_none(pytester: pytest.Pytester) -> None:
    result, shown = run(pytester, RACE, "--interleave-replay", "nonsense")
    result.assert_outcomes(failed=1)
    assert "not a schedule" in shown


def test_a_deadlock_ends_and_is_told(pytester: pytest.Pytester) -> None:
    text = """
@pytest.mark.interleave
def test_it():
    a, b = threading.Lock(), threading.Lock()
    def forth():
        with a, b: pass
    def back():
        with b, a: pass
    together(forth, back)
"""
    result, shown = run(pytester, text)
    result.assert_outcomes(failed=1)
    assert "test_it: deadlock" in shown


def test_parameters_with_plain_values_are_new_for_every_execution(
    pytester: pytest.Pytester,
) -> None:
    text = """
@pytest.mark.interleave
@pytest.mark.parametrize("n", [1, 2], ids=["one", "two"])
@pytest.mark.parametrize("items", [[], [1]])
def test_it(items, n):
    before = len(items)
    together(lambda: items.append(n), lambda: items.append(n))
    assert len(items) == before + 2 <= 3
"""
    result, _ = run(pytester, text)
    result.assert_outcomes(passed=4)


def test_every_execution_has_a_fresh_module(pytester: pytest.Pytester) -> None:
    text = """
calls = []

@pytest.mark.interleave
def test_it():
    calls.append(1)
    together(lambda: calls.append(2), lambda: calls.append(3))
    assert len(calls) == 3

def test_the_real_module_is_untouched():
    assert calls == []
"""
    result, _ = run(pytester, text)
    result.assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("how", "outcome"),
    [
        ("pytest.skip('not today')", {"skipped": 1}),
        ("pytest.xfail('known')", {"xfailed": 1}),
        ("pytest.fail('wrong')", {"failed": 1}),
        ("1 / 0", {"failed": 1}),
    ],
)
def test_a_test_may_end_itself(
    pytester: pytest.Pytester, how: str, outcome: dict[str, int]
) -> None:
    result, _ = run(pytester, f"@pytest.mark.interleave\ndef test_it():\n    {how}\n")
    result.assert_outcomes(**outcome)


def test_an_expected_failure_counts_as_one(pytester: pytest.Pytester) -> None:
    result, _ = run(pytester, f"@pytest.mark.xfail(strict=True)\n{RACE.strip()}\n")
    result.assert_outcomes(xfailed=1)


def test_modules_beside_the_test_are_under_control(pytester: pytest.Pytester) -> None:
    counter = "class Shelf:\n    n = 0\n    def up(self):\n        self.n += 1\n"
    text = """
@pytest.mark.interleave
def test_it():
    from shelf import Shelf
    shelf = Shelf()
    together(shelf.up, shelf.up)
    assert shelf.n == 2
"""
    result, shown = run(pytester, text, shelf=counter)
    result.assert_outcomes(failed=1)
    assert " 4  self.n += 1" in shown


def test_the_test_runs_in_a_worker_of_xdist(pytester: pytest.Pytester) -> None:
    result, shown = run(pytester, RACE + SAFE, "-n", "1")
    result.assert_outcomes(failed=1, passed=1)
    assert "--interleave-replay" in shown


def test_what_the_executions_print_and_log_is_not_shown(pytester: pytest.Pytester) -> None:
    text = """
import logging, sys

@pytest.mark.interleave
def test_it():
    print("printed")
    sys.stdout.write("written")
    logging.getLogger("x").warning("logged")
    together(lambda: None)
    assert False, "wrong"
"""
    result, shown = run(pytester, text)
    result.assert_outcomes(failed=1)
    assert "Captured" not in shown
