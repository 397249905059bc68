"""Of pytest's own fixtures and those of other plugins, a marked test gets what can be had."""

from __future__ import annotations

import pytest
from plugin_helpers import passes, run

pytest_plugins = ["pytester"]
AFTER = "    together(lambda: None, lambda: None)\n"


def marked(arguments: str, *lines: str, marker: str = "") -> str:
    """Return a test that runs under several schedules and then does something."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"@pytest.mark.interleave({marker})\ndef test_it({arguments}):\n{AFTER}{body}"


def refused(pytester: pytest.Pytester, text: str, **files: str) -> str:
    """Check that the one test cannot be run; return what is said, in one line."""
    result, shown = run(pytester, text, **files)
    assert result.parseoutcomes() == {"failed": 1}, shown
    assert "interleave cannot run test_it" in shown
    return " ".join(shown.split())


def test_tmp_path_is_empty_in_every_execution_and_called_the_same(
    pytester: pytest.Pytester,
) -> None:
    text = marked(
        "tmp_path",
        "assert list(tmp_path.iterdir()) == []",
        "(tmp_path / 'sub').mkdir()",
        "(tmp_path / 'sub' / 'file').write_text('x')",
        "assert tmp_path.name == 'test_it0' and tmp_path.parent.name == 'test_it0'",
    )
    passes(pytester, text)


def test_tmp_path_may_be_given_to_fixtures_and_hidden_by_one(pytester: pytest.Pytester) -> None:
    text = """
@pytest.fixture
def tmp_path(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    return inner
"""
    passes(pytester, text + marked("tmp_path", "assert tmp_path.name == 'inner'"))


def test_the_factory_of_folders_begins_anew_in_every_execution(pytester: pytest.Pytester) -> None:
    text = """
@pytest.fixture(scope="session")
def data(tmp_path_factory):
    return [tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("data")]
"""
    passes(pytester, text + marked("data", "assert [p.name for p in data] == ['data0', 'data1']"))


MARKS = """
def pytest_configure(config):
    config.addinivalue_line("markers", "size")
    config.addinivalue_line("markers", "colour")
"""


def test_the_factory_makes_folders_of_its_own_only(pytester: pytest.Pytester) -> None:
    text = marked(
        "tmp_path_factory",
        "tmp_path_factory.mktemp('one', numbered=False)",
        "with pytest.raises(FileExistsError):",
        "    tmp_path_factory.mktemp('one', numbered=False)",
        "for name in ('..', 'one/two', '/tmp'):",
        "    with pytest.raises(ValueError):",
        "        tmp_path_factory.mktemp(name)",
    )
    passes(pytester, text)


SHOP = "PRICE = 1\nclass Shop:\n    left = 1\n    def take(self):\n        self.left -= 1\n"


def test_monkeypatch_changes_the_modules_of_the_execution(pytester: pytest.Pytester) -> None:
    text = """
import os, time

@pytest.fixture
def cheap(monkeypatch, tmp_path):
    assert "CHEAP" not in os.environ
    monkeypatch.setenv("CHEAP", "1")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("shop.PRICE", 0)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.delattr("shop.Shop.left")

@pytest.mark.interleave
def test_it(cheap):
    import shop
    together(lambda: None, lambda: time.sleep(1))
    assert shop.PRICE == 0 and os.environ["CHEAP"] and os.listdir() == []
    assert not hasattr(shop.Shop, "left")
    assert time.sleep("no number") is None

def test_nothing_is_left():
    import shop
    assert shop.PRICE == 1 and shop.Shop.left == 1 and os.listdir()
    assert time.sleep(0) is None
    with pytest.raises(TypeError):
        time.sleep("no number")
"""
    result, shown = run(pytester, text, shop=SHOP)
    assert result.parseoutcomes() == {"passed": 2}, shown


def test_the_request_tells_of_the_test_and_of_the_execution(pytester: pytest.Pytester) -> None:
    text = """
@pytest.fixture
def seen(request):
    assert request.function is test_it and request.module.test_it is test_it
    assert request.node.name == "test_it"
    assert (request.fixturename, request.scope) == ("seen", "function")
    assert request.config.getoption("verbose") < 0
    assert request.node.get_closest_marker("size").args == (3,)
    assert request.node.get_closest_marker("colour") is None
    assert not hasattr(request, "param")
    assert request.getfixturevalue("other") == 1

@pytest.fixture(autouse=True, scope="module")
def other(request):
    assert request.node.name == "test_it.py"
    return 1

@pytest.mark.size(3)
@pytest.mark.interleave
def test_it(seen):
    pass
"""
    passes(pytester, text, conftest=MARKS)


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        ("request.getfixturevalue('late')", "pytest.mark.usefixtures('late')"),
        ("request.session", "request.session cannot be had: it would be shared"),
        ("request.node.add_marker('x')", "request.node.add_marker cannot be had"),
        (
            "request.node.get_closest_marker('size')",
            "its mark size holds what all executions",
        ),
    ],
)
def test_what_of_a_request_would_outlive_the_execution_is_refused(
    pytester: pytest.Pytester, wish: str, complaint: str
) -> None:
    text = "@pytest.fixture\ndef late(): pass\n\n@pytest.mark.size(object())\n"
    assert complaint in refused(pytester, text + marked("request", wish), conftest=MARKS)


ASYNC = "@pytest.fixture\nasync def thing(): pass\n"
BEHIND = "@pytest.fixture\ndef thing(thing): pass\n"
ODD = "@pytest.fixture(params=[object()])\ndef thing(request): pass\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (marked("capsys"), "asks for the fixture capsys, which would be made once and shared"),
        (marked("caplog"), "in the test itself or in a fixture of your own"),
        (marked("nothing"), "there is no fixture nothing"),
        (BEHIND + marked("thing"), "there is no fixture thing behind itself"),
        (ASYNC + marked("thing"), "its fixture thing is a coroutine"),
        (ODD + marked("thing"), "its parameter thing is a object, which all executions"),
        ("def setup_module(): pass\n" + marked(""), "setup_module; make that a fixture with"),
        ("pytestmark = pytest.mark.usefixtures('recwarn')\n" + marked(""), "fixture recwarn"),
    ],
)
def test_what_cannot_be_had_is_named_in_the_refusal(
    pytester: pytest.Pytester, text: str, complaint: str
) -> None:
    assert complaint in refused(pytester, text)


PLUGIN = """
import pytest

class Counter:
    n = 0
    def up(self):
        self.n += 1

@pytest.fixture(scope="session")
def shared():
    return Counter()

@pytest.fixture
def counter():
    return Counter()

@pytest.fixture(autouse=True)
def around(request):
    request.config.around = True
    yield
    request.config.around = False
"""


@pytest.fixture
def plugin(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that is not beside the test, and whose fixtures are."""
    elsewhere = pytester.mkdir("elsewhere")
    (elsewhere / "gifts.py").write_text(PLUGIN)
    pytester.syspathinsert(elsewhere)
    monkeypatch.setenv("PYTEST_PLUGINS", "gifts")


@pytest.mark.usefixtures("plugin")
def test_what_another_plugin_makes_for_a_session_is_shared_and_said_to_be(
    pytester: pytest.Pytester,
) -> None:
    text = marked("shared", "shared.up()", "assert shared.n > 0")
    result, shown = run(pytester, text, "-rA")
    result.assert_outcomes(passed=1)
    assert "sampled: no failure" in shown
    said = "the fixture shared of gifts is made once and shared by all executions"
    assert said in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("plugin")
def test_what_another_plugin_makes_for_a_test_has_to_be_under_control(
    pytester: pytest.Pytester,
) -> None:
    text = marked("counter", "together(counter.up, counter.up)", "assert counter.n == 2")
    assert "fixture counter, which" in (shown := refused(pytester, text))
    assert "control=['gifts'] would make it anew for each" in shown


@pytest.mark.usefixtures("plugin")
def test_under_control_it_is_made_anew_and_its_races_are_found(
    pytester: pytest.Pytester,
) -> None:
    lines = ("together(counter.up, counter.up)", "assert counter.n == 2")
    _, shown = run(pytester, marked("counter", *lines, marker="control=['gifts']"))
    assert "counter.n == 2, but it was 1 against 2" in shown
    assert "self.n += 1" in shown


@pytest.mark.usefixtures("plugin")
def test_what_another_plugin_puts_around_every_test_is_put_around_all_executions(
    pytester: pytest.Pytester,
) -> None:
    text = marked("pytestconfig", "assert pytestconfig.around")
    _, shown = run(pytester, text, "-vv")
    assert "test_it PASSED (complete: no failure in any interleaving" in shown
