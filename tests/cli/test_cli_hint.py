"""``kata hint``: one more each time, and never one twice unless asked."""

from __future__ import annotations

from pathlib import Path

from conftest import Kata

FIRST = "## Hint 1 of 2\n\nLook.\n\n1 more hint:  kata hint mutex\n"
SECOND = "## Hint 2 of 2\n\nThink.\n\nThat was the last hint. The solution:  kata solution mutex\n"


def test_each_time_there_is_one_more_hint(kata: Kata) -> None:
    assert kata("hint", "mutex").stdout == FIRST
    assert kata("hint", "mutex").stdout == SECOND


def test_after_the_last_hint_the_solution_is_pointed_to(kata: Kata) -> None:
    kata("hint", "mutex", "--all")
    result = kata("hint", "mutex")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "All 2 hints for mutex have been shown.",
        "  see them again:  kata hint mutex --again",
        "  the solution:    kata solution mutex",
    ]


def test_the_hints_of_two_katas_are_counted_apart(kata: Kata) -> None:
    kata("hint", "bounded_buffer")
    assert kata("hint", "mutex").stdout == FIRST


def test_all_shows_every_hint_and_counts_them(kata: Kata) -> None:
    shown = kata("hint", "mutex", "--all").stdout
    assert "Look." in shown
    assert "Think." in shown
    assert "kata hint mutex --again" in kata("hint", "mutex").stdout


def test_again_shows_what_was_shown_and_counts_nothing(kata: Kata) -> None:
    kata("hint", "mutex")
    assert kata("hint", "mutex", "--again").stdout == FIRST
    assert kata("hint", "mutex").stdout == SECOND
    again = kata("hint", "mutex", "--again").stdout
    assert "Look." in again
    assert "Think." in again


def test_nothing_can_be_shown_again_before_anything_was_shown(kata: Kata) -> None:
    result = kata("hint", "mutex", "--again")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Error: no hint for mutex has been shown yet; kata hint mutex shows the first\n"
    )


def test_all_and_again_exclude_each_other(kata: Kata) -> None:
    assert kata("hint", "mutex", "--again", "--all").exit_code == 2
    assert kata("hint", "mutex").stdout == FIRST


def test_the_kata_of_this_folder_needs_no_name(kata: Kata, submission: Path) -> None:
    assert kata("hint").stdout == FIRST
    assert kata("hint", "mutex.py").stdout == SECOND


def test_a_kata_without_hints_says_so(kata: Kata, content: Path) -> None:
    (content / "katas" / "mutex" / "hints.md").unlink()
    result = kata("hint", "mutex")
    assert result.exit_code == 0
    assert "There are no hints for mutex" in result.stdout
