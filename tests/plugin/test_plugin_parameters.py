"""Parameters of tests and fixtures: each execution has its own copy."""

from __future__ import annotations

import pytest
from plugin_helpers import passes, run, telling

pytest_plugins = ["pytester"]

PARAMETRIZED = """
@pytest.fixture(params=[1, [2]], ids=["one", "two"])
def thing(request):
    return request.param

@pytest.mark.interleave
def test_it(thing, request):
    together(lambda: None, lambda: None)
    assert (thing, request.node.name) in [(1, "test_it[one]"), ([2], "test_it[two]")]
    if thing != 1:
        thing.append(3)
"""


def test_a_fixture_with_parameters_has_a_copy_in_every_execution(
    pytester: pytest.Pytester,
) -> None:
    result, shown = run(pytester, PARAMETRIZED)
    assert result.parseoutcomes() == {"passed": 2}, shown


def test_classes_and_functions_as_parameters_are_those_of_the_execution(
    pytester: pytest.Pytester,
) -> None:
    text = """
class Safe(Counter):
    up = Counter.up_safely

@pytest.fixture(params=[Counter, Safe])
def counter(request):
    assert request.param in (Counter, Safe)
    return request.param()

@pytest.mark.interleave
@pytest.mark.parametrize("box", [[Counter, threading.Lock, len, str]])
def test_it(counter, box):
    kind, lock, *others = box
    assert kind is Counter and lock is threading.Lock and others == [len, str]
    together(counter.up, counter.up)
    assert counter.n == 2
"""
    result, shown = run(pytester, text)
    assert result.parseoutcomes() == {"passed": 1, "failed": 1}, shown
    assert "test_it[Counter-box0]: wrong_result" in shown


def test_indirect_parameters_reach_the_fixture(pytester: pytest.Pytester) -> None:
    fixtures = """
@pytest.fixture
def thing(request):
    told.append(request.param)

pytestmark = pytest.mark.parametrize("thing", ["given"], indirect=True)
"""
    passes(pytester, telling(fixtures, "given", "test", arguments="thing"))
