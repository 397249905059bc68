"""The fixtures of a marked test are set up within every execution."""

from __future__ import annotations

import pytest
from plugin_helpers import fails, passes, run, telling

pytest_plugins = ["pytester"]

SHARED_COUNTER = """
@pytest.fixture
def counter():
    return Counter()

@pytest.mark.interleave
def test_it(counter):
    together(counter.{method}, counter.{method})
    assert counter.n == 2
"""


def test_a_race_in_what_a_fixture_made_is_found(pytester: pytest.Pytester) -> None:
    shown = fails(pytester, SHARED_COUNTER.format(method="up"))
    assert "counter.n == 2, but it was 1 against 2" in shown
    assert "-- control taken --" in shown


def test_what_a_fixture_made_can_be_shown_to_be_right(pytester: pytest.Pytester) -> None:
    _, shown = run(pytester, SHARED_COUNTER.format(method="up_safely"), "-vv")
    assert "test_it PASSED (complete: no failure in any interleaving" in shown


def test_a_failure_with_fixtures_is_replayed_by_its_schedule(pytester: pytest.Pytester) -> None:
    text = SHARED_COUNTER.format(method="up")
    line = next(li for li in fails(pytester, text).splitlines() if "--interleave-replay" in li)
    schedule = line.split("--interleave-replay ")[1].strip("'")
    again = fails(pytester, text, "--interleave-replay", schedule)
    assert "counter.n == 2, but it was 1 against 2" in again


def test_what_a_fixture_depends_on_is_set_up_first_and_torn_down_last(
    pytester: pytest.Pytester,
) -> None:
    fixtures = """
@pytest.fixture
def outer(inner):
    told.append("outer")
    yield
    told.append("outer down")

@pytest.fixture
def inner():
    told.append("inner")
    yield 1
    told.append("inner down")
"""
    told = ("inner", "outer", "test", "outer down", "inner down")
    passes(pytester, telling(fixtures, *told, arguments="outer, inner"))


def test_a_fixture_is_set_up_once_in_an_execution(pytester: pytest.Pytester) -> None:
    fixtures = """
@pytest.fixture
def one():
    told.append("one")
    return []

@pytest.fixture
def two(one):
    one.append(2)

@pytest.fixture
def three(one):
    told.append(f"three sees {one}")
"""
    told = ("one", "three sees [2]", "test")
    passes(pytester, telling(fixtures, *told, arguments="two, three, one"))


def test_those_of_a_wider_scope_come_first_and_autouse_ones_before_others(
    pytester: pytest.Pytester,
) -> None:
    fixtures = """
@pytest.fixture
def asked():
    told.append("asked")

@pytest.fixture(autouse=True)
def always():
    told.append("always")

@pytest.fixture(scope="module")
def wide():
    told.append("wide")
"""
    passes(pytester, telling(fixtures, "wide", "always", "asked", "test", arguments="asked, wide"))


def test_a_session_has_no_longer_than_an_execution(pytester: pytest.Pytester) -> None:
    text = """
@pytest.fixture(scope="session")
def items():
    return []

@pytest.mark.interleave
def test_it(items):
    together(lambda: items.append(1), lambda: items.append(2))
    assert len(items) == 2

def test_the_usual_way(items):
    assert items == []
"""
    result, _ = run(pytester, text)
    result.assert_outcomes(passed=2)


def test_pytest_itself_sets_none_of_them_up(pytester: pytest.Pytester) -> None:
    text = """
calls = []

@pytest.fixture(scope="module", params=[1])
def thing(request):
    calls.append(1)

@pytest.mark.interleave
def test_it(thing):
    assert calls == [1]

def test_the_real_module_is_untouched():
    assert calls == []
"""
    result, _ = run(pytester, text)
    result.assert_outcomes(passed=2)


def test_usefixtures_sets_up_what_it_names(pytester: pytest.Pytester) -> None:
    fixtures = """
@pytest.fixture
def named():
    told.append("named")

pytestmark = pytest.mark.usefixtures("named")
"""
    passes(pytester, telling(fixtures, "named", "test"))


CONFTEST = """
import pytest

@pytest.fixture
def base():
    return 1

@pytest.fixture
def number(base):
    return base
"""


def test_a_fixture_of_the_file_hides_the_one_of_conftest_and_may_ask_for_it(
    pytester: pytest.Pytester,
) -> None:
    fixtures = """
@pytest.fixture
def number(number):
    return number + 1

@pytest.fixture
def tell(number):
    told.append(f"{number}")
"""
    text = telling(fixtures, "2", "test", arguments="number, tell")
    passes(pytester, text, conftest=CONFTEST)


def test_conftests_above_take_part_and_are_under_control(pytester: pytest.Pytester) -> None:
    pytester.makefile(
        ".py",
        conftest="import pytest\nmade = []\n@pytest.fixture\ndef low():\n"
        "    made.append(1)\n    yield made\n    made.append(2)\n",
    )
    inside = pytester.mkdir("inside")
    (inside / "conftest.py").write_text(
        "import pytest\n"
        "class Counter:\n    n = 0\n    def up(self):\n        self.n += 1\n"
        "@pytest.fixture\ndef counter(low):\n    assert low == [1]\n    return Counter()\n"
    )
    (inside / "test_it.py").write_text(
        "import threading, pytest\n@pytest.mark.interleave\ndef test_it(counter):\n"
        "    threads = [threading.Thread(target=counter.up) for _ in range(2)]\n"
        "    [thread.start() for thread in threads]\n    [thread.join() for thread in threads]\n"
        "    assert counter.n == 2\n"
    )
    result = pytester.runpytest_inprocess("-q", "-p", "no:cacheprovider")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*counter.n == 2, but it was 1 against 2", "*self.n += 1*"])
    assert all(len(line) <= 80 or "--interleave-replay" in line for line in result.outlines)


def test_files_that_nobody_can_import_by_their_names_are_under_control(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeconftest("import pytest\n@pytest.fixture\ndef box(request): return []\n")
    inside = pytester.mkdir("inside")
    (inside / "test_it.py").write_text(
        "import pytest\nclass Kind: pass\nseen = []\n"
        "@pytest.mark.interleave\n@pytest.mark.parametrize('kind', [Kind])\n"
        "def test_it(box, kind):\n    assert kind is Kind and box == seen == []\n"
        "    seen.append(1)\n"
        "def test_untouched(): assert seen == []\n"
    )
    options = ("-q", "-p", "no:cacheprovider", "--import-mode=importlib")
    pytester.runpytest_inprocess(*options).assert_outcomes(passed=2)


def test_a_test_in_a_class_has_a_new_instance_and_the_fixtures_of_the_class(
    pytester: pytest.Pytester,
) -> None:
    text = """
@pytest.fixture
def base():
    return 1

class TestIt:
    seen = []

    @pytest.fixture(autouse=True)
    def numbers(self, base):
        self.numbers = [base]
        self.seen.append(self)

    @pytest.mark.interleave
    def test_it(self):
        together(lambda: self.numbers.append(2), lambda: self.numbers.append(3))
        assert sorted(self.numbers) == [1, 2, 3] and self.seen == [self]
"""
    passes(pytester, text)
