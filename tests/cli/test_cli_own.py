"""Programs of several files and packages on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_fakes import FakeJudge, passing
from conftest import Kata

OPTIONS = ["more.py", "--control", "shop", "--control", "cache.disk", "--forbid-spinning"]


@pytest.fixture(autouse=True)
def files(surroundings: None) -> None:
    """A program of two files."""
    Path("transfer.py").write_text("def main(): ...\n")
    Path("more.py").write_text("x = 1\n")


@pytest.mark.parametrize(
    "arguments", [["explore", "transfer.py:two"], ["replay", "transfer.py:two", "1:0x1"]]
)
def test_files_and_packages_are_passed_on(
    kata: Kata, fake: FakeJudge, arguments: list[str]
) -> None:
    assert kata(*arguments, *OPTIONS).exit_code == 1
    (own,) = fake.owned
    assert (own.main.path, own.function) == ("transfer.py", "two")
    assert [file.path for file in own.further] == ["more.py"]
    assert own.control == ("shop", "cache.disk")
    assert own.forbid_spinning


def test_the_line_to_replay_with_repeats_them(kata: Kata, fake: FakeJudge) -> None:
    shown = kata("explore", "transfer.py", *OPTIONS).stdout
    line = "  kata replay transfer.py:main '1:0x1,2x2,1' "
    assert f"{line}{' '.join(OPTIONS)}\n" in shown


def test_a_pass_says_what_was_not_seen(kata: Kata, fake: FakeJudge) -> None:
    fake.again = passing("main", message="what shop does with shared data is not seen")
    assert "what shop does with shared data is not seen" in kata("explore", "transfer.py").stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["explore", "transfer.py", "missing.py"], "missing.py"),
        (["explore", "transfer.py", "transfer.py"], "given twice"),
        (["explore", "transfer.py", "--control", "no-name"], "is not the name of a module"),
        (["explore", "transfer.py", "--control", "a..b"], "is not the name of a module"),
        (["replay", "mutex", "1:0x1", "--control", "shop"], "programs of your own"),
        (["replay", "mutex", "1:0x1", "--forbid-spinning"], "programs of your own"),
        (["replay", "mutex", "1:0x1", "more.py", "transfer.py"], "leave out transfer.py"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    kata: Kata, fake: FakeJudge, arguments: list[str], complaint: str
) -> None:
    result = kata(*arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert fake.calls == []
