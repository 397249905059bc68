"""The hooks that pytest calls. They cost next to nothing where the marker is not used."""

from __future__ import annotations

from typing import Any

import pytest

MARKER = "interleave"
MARKER_HELP = (
    "interleave(executions=400, strategy='portfolio', seed=0, clock='adversarial', control=[], "
    "budget=None, forbid_spinning=False): run the test under many schedules of its threads; "
    "control names the packages under test, clock is 'adversarial' or 'fair', budget in seconds"
)
REPLAY = "--interleave-replay"
CLAIM = "interleave"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that replays a schedule."""
    parser.getgroup(MARKER).addoption(
        REPLAY,
        metavar="SCHEDULE",
        help="Run the marked test that the schedule was printed for once more, under it alone.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", MARKER_HELP)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Get a marked test ready, which may need other fixtures of pytest than it asks for.

    Refuse the marker on what would not heed it, such as methods of ``unittest``.
    """
    marker = item.get_closest_marker(MARKER)
    if marker is None:
        return
    if type(item) is not pytest.Function:
        message = f"{MARKER} runs plain test functions, and {item.name} is a {type(item).__name__}"
        pytest.fail(message, pytrace=False)
    from judge.interleave.running import prepare

    prepare(item, marker)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a marked test under the engine, any other as usual."""
    if pyfuncitem.get_closest_marker(MARKER) is None:
        return None
    from judge.interleave.running import run

    run(pyfuncitem)
    return True


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, Any] | None:
    """Say with -v what a passed test may claim."""
    if report.when != "call" or not report.passed:
        return None
    claims = [value for name, value in report.user_properties if name == CLAIM]
    if not claims:
        return None
    return report.outcome, ".", (f"PASSED ({claims[-1]})", {"green": True})
