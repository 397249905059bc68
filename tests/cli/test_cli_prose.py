"""Texts where nothing is rendered: paragraphs are broken to fit, all else is left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Kata

from judge.cli.prose import broken_anew
from judge.katas import Kata as Task
from judge.katas import all_katas

WIDE = "many words " * 12


def lines(text: str, width: int = 20) -> list[str]:
    return list(broken_anew(text, width))


def test_the_lines_of_a_paragraph_become_as_long_as_they_may() -> None:
    assert lines("one two\nthree four five\nsix\n\nseven\neight") == [
        "one two three four",
        "five six",
        "",
        "seven eight",
    ]


@pytest.mark.parametrize("marker", ["- ", "* ", "1. ", "  - "])
def test_an_item_hangs_below_its_own_text(marker: str) -> None:
    again = " " * len(marker)
    assert lines(f"above\n{marker}one two three four\n{again}five\n{marker}six", 18) == [
        "above",
        f"{marker}one two three",
        f"{again}four five",
        f"{marker}six",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"# {WIDE}",
        f"| a | {WIDE} |\n|---|---|\n| b | c |",
        f"```python\n{WIDE}\n\n- {WIDE}\nx\n```",
    ],
    ids=["heading", "table", "block"],
)
def test_what_is_no_paragraph_is_left_as_it_is(text: str) -> None:
    assert lines(text) == text.splitlines()
    assert lines(f"one\ntwo\n{text}\nthree\nfour")[1:-1] == text.splitlines()


@pytest.mark.parametrize("task", all_katas(), ids=lambda task: task.name)
def test_no_word_of_a_prompt_is_lost(task: Task) -> None:
    text = task.prompt.read_text("utf-8")
    assert "\n".join(broken_anew(text, 60)).split() == text.split()


def wide_prompt(content: Path) -> None:
    (content / "katas" / "mutex" / "prompt.md").write_text(f"# Mutex\n\n{WIDE}\n")


def test_plain_output_is_no_wider_than_the_terminal(
    kata: Kata, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide_prompt(content)
    monkeypatch.setenv("COLUMNS", "70")
    shown = kata("show", "mutex", "--plain").stdout.splitlines()
    assert max(map(len, shown)) <= 70
    assert WIDE.strip() in kata("show", "mutex").stdout


def test_a_terminal_that_cannot_draw_gets_lines_that_fit(
    terminal: Callable[..., tuple[int, str]], content: Path
) -> None:
    wide_prompt(content)
    status, shown = terminal("-", "show", "mutex", TERM="dumb")
    assert status == 0
    assert max(map(len, re.split(r"\r?\n", shown))) <= 80
