"""Fixtures are set up and torn down in the order in which pytest itself does it."""

from __future__ import annotations

from pathlib import Path

import pytest

# Imported here, it stays in the process when ``pytester`` puts ``sys.modules`` back.
import judge.interleave.running  # noqa: F401

pytest_plugins = ["pytester"]
LOG = """
import os
import pytest

def log(text):
    with open(os.environ["LOG"], "a") as file:
        file.write(f"{text}\\n")
"""
ABOVE = """
@pytest.fixture(scope="session")
def session():
    log("session")
    yield
    log("session down")

@pytest.fixture(autouse=True)
def always(module):
    log("always")
    yield
    log("always down")

@pytest.fixture(scope="module")
def module(session):
    log("module")
    yield
    log("module down")

@pytest.fixture
def number(leaf):
    log("number above")
    yield 1
    log("number above down")

@pytest.fixture
def leaf(request):
    log("leaf")
    request.addfinalizer(lambda: log("leaf down"))

@pytest.fixture(autouse=True, scope="package")
def package():
    log("package")
    yield
    log("package down")

@pytest.fixture(params=["x", "y"])
def letter(request, number):
    log(f"letter {request.param}")
    yield request.param
    log("letter down")
"""
BESIDE = """
@pytest.fixture
def number(number, session):
    log(f"number beside {number}")
    yield number + 1
    log("number beside down")

@pytest.fixture(scope="class", autouse=True)
def a_class():
    log("class")
    yield
    log("class down")
"""
TESTS = """
@pytest.fixture(name="number")
def called_otherwise(number, other):
    log(f"number here {number}")
    yield number + 1
    log("number here down")

@pytest.fixture
def other(another):
    log("other")

@pytest.fixture
def another():
    log("another")

MARK
@pytest.mark.parametrize("n", [1, 2])
def test_function(letter, n, number, leaf, request):
    log(f"test {letter} {n} {number}")
    request.addfinalizer(lambda: log("after the test"))

@pytest.fixture
def broken(leaf):
    log("broken")
    yield
    log("broken down")
    raise ValueError("in the teardown")

@pytest.fixture
def never(broken):
    log("never")
    raise ValueError("in the setup")

MARK
def test_failing(number, broken):
    log("test")
    assert number == 0

MARK
def test_broken_teardown(broken, number):
    log("test")

MARK
def test_broken_setup(number, never, letter):
    log("test")

class Base:
    @pytest.fixture
    def inherited(self):
        self.value = 1
        log("inherited")
        yield 7
        log(f"inherited down {self.value}")

class TestClass(Base):
    @pytest.fixture(autouse=True)
    def number(self, number):
        log(f"number in the class {number}")
        self.number = number
        return number

    @pytest.fixture(scope="class")
    @classmethod
    def of_class(cls, request):
        log(f"of {cls.__name__} and {request.cls.__name__}")
        yield
        log("of class down")

    @pytest.fixture
    @staticmethod
    def static(of_class):
        log("static")
        return 1

    MARK
    def test_method(self, inherited, static):
        self.value = 5
        log(f"test {inherited} {static} {self.number}")

    class TestInside:
        @pytest.fixture
        def deep(self, number):
            log(f"deep {number}")

        MARK
        @pytest.mark.usefixtures("leaf", "deep")
        def test_inside(self, monkeypatch):
            log("test")
"""


def logged(pytester: pytest.Pytester, test: str, mark: str) -> list[str]:
    """Run one of the tests with a mark; return what it has logged."""
    log = Path("log.txt")
    log.unlink(missing_ok=True)
    inside = Path("inside")
    inside.mkdir(exist_ok=True)
    Path("conftest.py").write_text(LOG + ABOVE)
    (inside / "conftest.py").write_text(LOG + BESIDE)
    (inside / "test_it.py").write_text(LOG + TESTS.replace("MARK", mark))
    pytester.runpytest_inprocess("-q", "-p", "no:cacheprovider", f"inside/test_it.py::{test}")
    return log.read_text().splitlines()


@pytest.mark.parametrize(
    "test",
    [
        "test_function[x-1]",
        "test_function[y-2]",
        "test_failing",
        "test_broken_teardown",
        "test_broken_setup[x]",
        "TestClass::test_method",
        "TestClass::TestInside::test_inside",
    ],
)
def test_every_execution_logs_what_pytest_would(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, test: str
) -> None:
    monkeypatch.setenv("LOG", "log.txt")
    native = logged(pytester, test, "")
    marked = logged(pytester, test, "@pytest.mark.interleave")
    executions, rest = divmod(len(marked), len(native))
    assert executions >= 1
    assert rest == 0
    assert marked == native * executions
