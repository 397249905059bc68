"""Plain output: one thing after the other, for a screen reader, in every command."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_fakes import STORY, FakeJudge, failing, report, trace
from conftest import Kata

from judge.cli.pages import without_drawings
from judge.cli.plain import columns
from judge.cli.sentences import sentences

Terminal = Callable[..., tuple[int, str]]
DRAWN = re.compile("[\x1b\u2500-\u259f·—]")
COMMANDS = [
    "list",
    "next",
    "progress",
    "show mutex",
    "hint mutex",
    "solution mutex --yes",
    "test mutex",
    "replay mutex",
    "explore mutex.py",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_drawn_on_a_terminal(
    terminal: Terminal, kata: Kata, fake: FakeJudge, submission: Path, command: str
) -> None:
    fake.answer = report(failing())
    kata("test", "mutex")
    shown = terminal("fails", *command.split(), "--plain")[1]
    assert not DRAWN.search(shown)
    assert len(shown.splitlines()) > 1


@pytest.mark.parametrize("before", [["--plain"], []])
def test_the_option_may_come_first_and_the_variable_does_the_same(
    terminal: Terminal, before: list[str]
) -> None:
    env = {} if before else {"KATA_PLAIN": "1"}
    assert not DRAWN.search(terminal("-", *before, "show", "mutex", **env)[1])


@pytest.mark.parametrize("value", ["0", "", "no"])
def test_the_variable_can_say_no(terminal: Terminal, value: str) -> None:
    assert "\x1b[" in terminal("-", "show", "mutex", KATA_PLAIN=value)[1]


def test_one_plain_command_does_not_make_the_next_one_plain(kata: Kata) -> None:
    assert "—" not in kata("--plain", "list").stdout
    assert "—" in kata("list").stdout


def test_the_plain_list_has_everything(kata: Kata) -> None:
    kata("start", "bounded_buffer")
    assert kata("--plain", "list").stdout.splitlines()[:6] == [
        "mutex: not started, easy",
        "  Mutex: the bank account",
        "  topics: mutex, race condition",
        "bounded_buffer: started, medium",
        "  Bounded buffer",
        "  topics: condition variable, back-pressure",
    ]


def test_plain_progress_is_told_in_words(kata: Kata) -> None:
    kata("hint", "mutex")
    lines = kata("--plain", "progress").stdout.splitlines()
    assert lines[0] == "mutex: not started, 0 attempts, 1 of 2 hints used"
    assert lines[-1] == "0 of 3 katas solved (0 %)"


def test_the_story_is_told_one_step_after_the_other() -> None:
    assert sentences(trace(*STORY), 60) == [
        "Thread-1, line 7: self._balance += amount",
        "  reads BankAccount._balance",
        "  control is taken away here: it could have gone on, but",
        "    another thread ran first",
        "Thread-2, line 7: self._balance += amount",
        "  reads BankAccount._balance",
        "  writes BankAccount._balance",
        "Thread-1, line 7: self._balance += amount",
        "  writes BankAccount._balance",
    ]


def test_a_plain_story_ends_with_who_waits_for_whom() -> None:
    told = sentences(
        trace(
            ("Thread-1", 3, "with b:", "waits for b, held by Thread-2"),
            ("Thread-1", 3, "with b:", "waits for ever for b, held by Thread-2"),
        )
    )
    assert told[-2:] == [
        "At the end:",
        "  Thread-1 waits for ever for b, held by Thread-2, at line 3: with b:",
    ]


def test_a_plain_story_says_which_lines_are_the_tests() -> None:
    mixed = (
        *trace(("MainThread", 30, "assert total == 2", "raises X"), file="test_a.py"),
        *trace(("Thread-1", 7, "self.n += 1", "reads n")),
    )
    assert sentences(mixed)[0] == "MainThread, line 30 of the test: assert total == 2"


def test_a_plain_story_of_several_files_names_them() -> None:
    mixed = (
        *trace(("MainThread", 30, "shop.buy()", "reads n"), file="main.py"),
        *trace(("Thread-1", 7, "self.n += 1", "reads n"), file="shop.py"),
    )
    told = sentences(mixed)
    assert told[0] == "MainThread, line 30 of main: shop.buy()"
    assert told[2] == "Thread-1, line 7 of shop: self.n += 1"


def test_no_trace_is_no_plain_story() -> None:
    assert sentences(()) == []


def test_a_plain_report_is_complete(kata: Kata, fake: FakeJudge, submission: Path) -> None:
    fake.answer = report(failing())
    result = kata("--plain", "test", "mutex")
    assert result.exit_code == 1
    assert "Thread-2, line 7: self._balance += amount" in result.stdout
    assert "  kata replay mutex '1:0x1,2x2,1' mutex.py" in result.stdout
    assert result.stdout.endswith("seed 0, Python 3.11.7, judge 0.1.0\n")
    assert result.stderr == "failed: test_no_deposit_is_lost, wrong_result\n"


def test_a_plain_report_can_be_written_to_a_file(
    kata: Kata, fake: FakeJudge, submission: Path
) -> None:
    fake.answer = report(failing())
    kata("test", "mutex", "--plain", "--output", "report.txt")
    kata("explore", "mutex.py", "--plain", "--output", "story.txt")
    for name in ("report.txt", "story.txt"):
        assert "Thread-2, line 7: self._balance += amount" in Path(name).read_text()


def test_drawings_are_left_out_of_a_text_and_code_is_not() -> None:
    text = "a\n```\n┌──┐\n│ x│\n└──┘\n```\nb\n```python\nif x:\n\n    y\n```\nc"
    assert without_drawings(text) == (
        "a\n(A drawing is left out here.)\nb\n```python\nif x:\n\n    y\n```\nc"
    )


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("flag", [[], ["--plain"]])
def test_no_line_is_wider_than_the_terminal(
    kata: Kata,
    fake: FakeJudge,
    submission: Path,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    flag: list[str],
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for answer in (report(failing()), report()):
        fake.answer = answer
        for command in ("list", "progress", "test mutex", "next"):
            lines = kata(*flag, *command.split()).stdout.splitlines()
            assert max(map(columns, lines)) <= width
