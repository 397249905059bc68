"""The fixtures of a marked test are set up within every execution, and torn down again."""

from __future__ import annotations

import pytest
from plugin_helpers import run

pytest_plugins = ["pytester"]

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
