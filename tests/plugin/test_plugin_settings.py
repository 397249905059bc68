"""What a test asks for with its marker is done, and what cannot be done is refused in words."""

from __future__ import annotations

import pytest
from plugin_helpers import RACE, SAFE, run

pytest_plugins = ["pytester"]
SELLS = """
@pytest.mark.interleave({marker})
def test_it():
    from stock import Stock
    stock = Stock()
    together(stock.take, stock.take)
    assert stock.left == 0
"""
STOCK = """
class Stock:
    left = 2
    def take(self):
        self.left -= 1
"""


def marked(marker: str, body: str = "pass", arguments: str = "") -> str:
    """Return a test with a marker."""
    return f"@pytest.mark.interleave({marker})\ndef test_it({arguments}):\n    {body}\n"


@pytest.fixture
def package(pytester: pytest.Pytester) -> None:
    """A package that is not beside the test but elsewhere on the path."""
    elsewhere = pytester.mkdir("elsewhere")
    (elsewhere / "stock.py").write_text(STOCK)
    pytester.syspathinsert(elsewhere)


@pytest.mark.usefixtures("package")
def test_a_package_named_in_the_marker_is_under_control(pytester: pytest.Pytester) -> None:
    result, shown = run(pytester, SELLS.format(marker="control=['stock']"))
    result.assert_outcomes(failed=1)
    assert "self.left -= 1" in shown


@pytest.mark.usefixtures("package")
def test_a_package_that_is_not_is_named_in_the_report(pytester: pytest.Pytester) -> None:
    result, shown = run(pytester, SELLS.format(marker=""), "-rA")
    result.assert_outcomes(passed=1)
    assert "what stock does with shared data is not seen" in shown
    assert 'control=["stock"] would show it' in shown
    assert "sampled: no failure" in shown


def test_so_many_executions_are_run_and_no_more(pytester: pytest.Pytester) -> None:
    marker = "executions=3, strategy='random_walk'"
    text = SAFE.replace("interleave", f"interleave({marker})")
    _, shown = run(pytester, text, "-vv")
    assert "no failure in 3 executions" in shown


def test_the_budget_ends_an_exploration(pytester: pytest.Pytester) -> None:
    marker = "executions=10**9, strategy='random_walk', budget=0.05"
    result, _ = run(pytester, SAFE.replace("interleave", f"interleave({marker})"))
    result.assert_outcomes(passed=1)


SLEEPER = """
import time
@pytest.mark.interleave({marker})
def test_it():
    seen = []
    def first():
        time.sleep(1)
        seen.append(1)
    def second():
        time.sleep(2)
        seen.append(2)
    together(first, second)
    assert seen == [1, 2]
"""


@pytest.mark.parametrize(
    ("marker", "outcome"), [("", {"failed": 1}), ("clock='fair'", {"passed": 1})]
)
def test_the_clock_is_adversarial_unless_it_is_to_be_fair(
    pytester: pytest.Pytester, marker: str, outcome: dict[str, int]
) -> None:
    result, _ = run(pytester, SLEEPER.format(marker=marker))
    result.assert_outcomes(**outcome)


SPINNER = """
@pytest.mark.interleave({marker})
def test_it():
    seen = []
    def wait():
        while not seen:
            pass
    together(wait, lambda: seen.append(1))
    {after}
"""


@pytest.mark.parametrize(("marker", "failed"), [("", 0), ("forbid_spinning=True", 1)])
def test_spinning_fails_only_when_it_is_forbidden(
    pytester: pytest.Pytester, marker: str, failed: int
) -> None:
    result, shown = run(pytester, SPINNER.format(marker=marker, after=""))
    result.assert_outcomes(failed=failed, passed=1 - failed)
    assert ("test_it: busy_wait" in shown) is bool(failed)


def test_an_assertion_is_a_wrong_result_where_spinning_is_forbidden_too(
    pytester: pytest.Pytester,
) -> None:
    text = RACE.replace("interleave", "interleave(forbid_spinning=True)")
    _, shown = run(pytester, text)
    assert "test_race: wrong_result" in shown


@pytest.mark.parametrize(
    ("marker", "complaint"),
    [
        ("400", "named arguments only"),
        ("executoins=3", "executoins"),
        ("executions=0", "executions has to be 1 or more"),
        ("budget=0", "number of seconds above 0"),
        ("strategy='luck'", "no strategy 'luck'; there are"),
        ("clock='cuckoo'", "adversarial and fair|fair and adversarial"),
        ("control='shop'", "control=.'shop'."),
        ("control=['no_such_thing']", "no no_such_thing that could be imported"),
    ],
)
def test_a_marker_that_cannot_be_meant_is_explained(
    pytester: pytest.Pytester, marker: str, complaint: str
) -> None:
    result, _ = run(pytester, marked(marker))
    result.assert_outcomes(failed=1)
    result.stdout.re_match_lines([f".*the marker interleave of test_it: .*({complaint})"])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "class Thing: pass\n@pytest.mark.parametrize('thing', [Thing()])\n"
            + marked("", arguments="thing"),
            "its parameter thing is a Thing",
        ),
        (
            "def setup_function(): pass\n" + marked(""),
            "setup_function; make that a fixture with autouse=True",
        ),
        ("@pytest.mark.interleave\nasync def test_it(): pass", "coroutine"),
        (
            "import unittest\nclass TestIt(unittest.TestCase):\n"
            "    @pytest.mark.interleave\n    def test_it(self): pass",
            "plain test functions",
        ),
    ],
)
def test_a_test_that_cannot_be_run_is_refused_with_the_reason(
    pytester: pytest.Pytester, text: str, complaint: str
) -> None:
    result, shown = run(pytester, text)
    outcomes = result.parseoutcomes()
    assert outcomes.get("failed", 0) + outcomes.get("errors", outcomes.get("error", 0)) == 1
    assert complaint in shown


def test_tests_without_the_marker_load_nothing_of_the_engine(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        "import sys\ndef pytest_unconfigure(config):\n"
        "    print('loaded', sorted(m for m in sys.modules if m.startswith('judge')))\n"
    )
    pytester.makepyfile("def test_it(): pass")
    shown = pytester.runpytest_subprocess("-q").stdout.str()
    assert "loaded ['judge', 'judge.interleave', 'judge.interleave.plugin']" in shown
