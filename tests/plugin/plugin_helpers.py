"""Tests for the plugin's tests to run, and what is imported once for all of them."""

from __future__ import annotations

import pytest

# Imported here, it stays in the process when ``pytester`` puts ``sys.modules`` back.
import judge.interleave.running  # noqa: F401

HEAD = """
import threading
import pytest

def together(*jobs):
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

class Counter:
    def __init__(self):
        self.n = 0
        self.lock = threading.Lock()

    def up(self):
        self.n += 1

    def up_safely(self):
        with self.lock:
            self.n += 1
"""
RACE = """
@pytest.mark.interleave
def test_race():
    counter = Counter()
    together(counter.up, counter.up)
    assert counter.n == 2
"""
SAFE = RACE.replace("test_race", "test_safe").replace("counter.up", "counter.up_safely")


def run(
    pytester: pytest.Pytester, text: str, *options: str, **files: str
) -> tuple[pytest.RunResult, str]:
    """Run tests after the common head; return the result and all that was shown."""
    pytester.makeini("[pytest]\naddopts = -p no:cacheprovider\n")
    pytester.makepyfile(test_it=HEAD + text, **files)
    pytester.syspathinsert()
    result = pytester.runpytest_inprocess("-q", *options)
    return result, result.stdout.str()


def schedule_in(shown: str) -> str:
    """Return the schedule that a report tells to replay."""
    line = next(line for line in shown.splitlines() if "--interleave-replay" in line)
    return line.split("--interleave-replay ")[1].strip("'")


# ``told`` is of one execution; the fixture ``tells`` is set up first and torn down last.
TELLING = """
told = []

@pytest.fixture(autouse=True, scope="session")
def tells():
    yield
    assert told == {told}
"""
TEST = """
@pytest.mark.interleave
def test_it({arguments}):
    told.append("test")
    together(lambda: None, lambda: None)
"""


def telling(fixtures: str, *told: str, arguments: str = "") -> str:
    """Return a test that passes only if in every execution exactly this is told."""
    return TELLING.format(told=[*told]) + fixtures + TEST.format(arguments=arguments)


def passes(pytester: pytest.Pytester, text: str, **files: str) -> None:
    """Check that the one test passes."""
    result, shown = run(pytester, text, **files)
    assert result.parseoutcomes() == {"passed": 1}, shown


def fails(pytester: pytest.Pytester, text: str, *options: str, **files: str) -> str:
    """Check that the one test fails; return what is shown."""
    result, shown = run(pytester, text, *options, **files)
    assert result.parseoutcomes() == {"failed": 1}, shown
    return shown
