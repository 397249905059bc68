"""``kata next`` and ``kata progress``: what to do, and what is done."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_fakes import KATAS, FakeJudge, failing, passing, report
from conftest import Kata

from judge.verdict.report import Report

Terminal = Callable[..., tuple[int, str]]


def solve(kata: Kata, fake: FakeJudge, name: str, answer: Report | None = None) -> None:
    """Have a kata judged, solved unless the answer is another."""
    Path(f"{name}.py").write_text("class A: ...\n")
    fake.answer = answer or report(passing(), kata=name)
    kata("test", name)
    Path(f"{name}.py").unlink()


def next_name(kata: Kata) -> str:
    """Return the name of the kata that is proposed."""
    return kata("next").stdout.partition(":")[0]


def test_the_easiest_comes_first(kata: Kata) -> None:
    assert next_name(kata) == "mutex"


def test_one_that_is_solved_is_not_proposed_again(kata: Kata, fake: FakeJudge) -> None:
    solve(kata, fake, "mutex")
    assert next_name(kata) == "bounded_buffer"


def test_one_that_was_begun_comes_before_an_easier_one(kata: Kata) -> None:
    kata("start", "bounded_buffer")
    assert next_name(kata) == "bounded_buffer"


def test_one_that_failed_counts_as_begun(kata: Kata, fake: FakeJudge) -> None:
    solve(kata, fake, "bounded_buffer", report(failing(), kata="bounded_buffer"))
    assert next_name(kata) == "bounded_buffer"


def test_the_commands_to_go_on_with_are_shown(kata: Kata) -> None:
    shown = kata("next").stdout
    assert shown.startswith("mutex: Mutex: the bank account (easy)\n")
    for command in ("show", "start", "test", "watch", "hint"):
        assert f"kata {command} mutex\n" in shown
    kata("start", "mutex")
    assert "kata start" not in kata("next").stdout


def test_a_file_elsewhere_is_named_in_the_commands(kata: Kata, tmp_path: Path) -> None:
    (tmp_path / "my katas").mkdir()
    kata("start", "mutex", "--dir", str(tmp_path / "my katas"))
    assert f"kata test mutex '{tmp_path}/my katas/mutex.py'" in kata("next").stdout


def test_when_all_are_solved_there_is_no_next(kata: Kata, fake: FakeJudge) -> None:
    for name in KATAS:
        solve(kata, fake, name)
    result = kata("next")
    assert result.exit_code == 0
    assert "All 3 katas are solved" in result.stdout


@pytest.fixture
def practised(kata: Kata, fake: FakeJudge) -> None:
    """Mutex is solved after a failure, and a hint was looked at; a buffer is begun."""
    solve(kata, fake, "mutex", report(failing()))
    solve(kata, fake, "mutex")
    kata("hint", "mutex")
    kata("start", "bounded_buffer")


@pytest.mark.usefixtures("practised")
def test_progress_tells_what_was_done_with_each_kata(kata: Kata) -> None:
    lines = kata("progress").stdout.splitlines()
    assert lines[0].split("  ")[0] == "kata"
    assert re.fullmatch(r"mutex +solved +2 +20\d\d-\d\d-\d\d +1 of 2", lines[1])
    assert re.fullmatch(r"bounded_buffer +started +0 +— +0 of 2", lines[2])
    assert lines[-1] == "1 of 3 katas solved (33 %), 1 begun"
    assert "█" not in "".join(lines)


@pytest.mark.usefixtures("practised")
def test_progress_as_json_has_the_same(kata: Kata) -> None:
    told = json.loads(kata("progress", "--format", "json").stdout)
    mutex = told["katas"][0]
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", mutex.pop("first_solved"))
    assert mutex == {
        "name": "mutex",
        "status": "solved",
        "attempts": 2,
        "hints_used": 1,
        "hints": 2,
    }
    assert (told["solved"], told["total"]) == (1, 3)


@pytest.mark.usefixtures("practised")
def test_a_terminal_sees_a_bar(terminal: Terminal) -> None:
    assert "█" * 10 in terminal("-", "progress")[1]
    assert "\x1b" not in terminal("-", "progress", NO_COLOR="1")[1]
    dumb = terminal("-", "progress", TERM="dumb")[1]
    assert "█" not in dumb
    assert "1 of 3 katas solved" in dumb


def test_progress_is_there_before_anything_was_done(kata: Kata, tmp_path: Path) -> None:
    assert kata("progress").stdout.endswith("\n0 of 3 katas solved (0 %)\n")
    assert not (tmp_path / "state").exists()
