"""Fixtures are torn down in every execution, whatever has become of it."""

from __future__ import annotations

import pytest
from plugin_helpers import TEST, fails, passes, run, telling

pytest_plugins = ["pytester"]


def test_finalizers_are_called_last_first_after_the_test(pytester: pytest.Pytester) -> None:
    fixtures = """
@pytest.fixture
def thing(request):
    for n in range(2):
        request.addfinalizer(lambda n=n: told.append(f"down {n}"))
    yield
    told.append("after")

@pytest.fixture
def maker(thing, request):
    def make():
        request.addfinalizer(lambda: told.append("late"))
    return make

@pytest.fixture
def user(maker):
    maker()
    yield
    told.append("user down")
"""
    told = ("test", "user down", "late", "after", "down 1", "down 0")
    passes(pytester, telling(fixtures, *told, arguments="user"))


@pytest.mark.parametrize("end", ["assert False, 'wrong'", "1 / 0", "pytest.skip('not today')"])
def test_fixtures_are_torn_down_when_the_test_has_failed(
    pytester: pytest.Pytester, end: str
) -> None:
    text = f"""
import os

@pytest.fixture
def first(request):
    assert "LEFT" not in os.environ
    request.addfinalizer(lambda: os.environ.pop("LEFT"))

@pytest.fixture
def second(first):
    os.environ["LEFT"] = "1"
    yield
    with threading.Lock():
        for letter in "SEEN":
            os.environ["LEFT"] += letter
    assert os.environ["LEFT"] == "1SEEN"
    os.environ["RIGHT"] = "1"

@pytest.fixture
def third(second):
    yield
    raise ValueError("too late")

@pytest.mark.interleave
def test_it(third):
    together(lambda: None)
    {end}

def test_nothing_is_left():
    assert "LEFT" not in os.environ
    del os.environ["RIGHT"]
"""
    result, shown = run(pytester, text)
    ended = "skipped" if "skip" in end else "failed"
    assert result.parseoutcomes() == {ended: 1, "passed": 1}, shown
    assert "too late left" not in shown


def test_fixtures_are_torn_down_when_an_execution_is_given_up(pytester: pytest.Pytester) -> None:
    text = """
import os

@pytest.fixture(autouse=True)
def variable():
    assert "KEPT" not in os.environ
    os.environ["KEPT"] = "1"
    yield
    del os.environ["KEPT"]

@pytest.mark.interleave(strategy="dpor", executions=2000)
def test_it(monkeypatch):
    monkeypatch.setenv("PATCHED", os.environ.get("PATCHED", "") + "1")
    assert os.environ["PATCHED"] == "1"
    items = []
    def work():
        items.append(len(items))
        items.append(len(items))
    together(work, work)

@pytest.mark.interleave
def test_deadlock(monkeypatch):
    monkeypatch.setenv("PATCHED", "1")
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()

def test_nothing_is_left():
    assert os.environ.get("PATCHED") is None
"""
    result, shown = run(pytester, text)
    assert result.parseoutcomes() == {"passed": 2, "failed": 1}, shown
    assert "test_deadlock: deadlock" in shown


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("yield; assert False, 'left open'", "left open"),
        ("yield; raise ValueError('broken')", "ValueError: broken left MainThread"),
        ("yield 1; yield 2", "the fixture thing has more than one yield"),
        ("raise ValueError('broken')", "ValueError: broken left MainThread"),
        ("if False: yield", "thing did not yield a value"),
    ],
)
def test_a_fixture_that_fails_is_a_failure(pytester: pytest.Pytester, body: str, told: str) -> None:
    text = f"@pytest.fixture\ndef thing():\n    {body}\n" + TEST.replace("told.", "[].")
    assert told in fails(pytester, text.format(arguments="thing"))


def test_a_teardown_may_fail_under_some_schedules_only(pytester: pytest.Pytester) -> None:
    text = """
@pytest.fixture
def counter():
    counter = Counter()
    yield counter
    assert counter.n == 2

@pytest.mark.interleave
def test_it(counter):
    together(counter.up, counter.up)
"""
    shown = fails(pytester, text)
    assert "counter.n == 2, but it was 1 against 2" in shown


def test_a_teardown_is_part_of_the_program_and_may_stop_threads(
    pytester: pytest.Pytester,
) -> None:
    text = """
import queue

@pytest.fixture
def jobs():
    jobs, done = queue.Queue(), []
    def work():
        while (job := jobs.get()) is not None:
            done.append(job)
    worker = threading.Thread(target=work)
    worker.start()
    yield jobs
    jobs.put(None)
    worker.join()
    assert done == [1, 2]

@pytest.mark.interleave
def test_it(jobs):
    jobs.put(1)
    jobs.put(2)
"""
    passes(pytester, text)
