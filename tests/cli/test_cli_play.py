"""``kata play``: somebody chooses the threads, by keys or through a pipe."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from conftest import SEPARATE
from typist import CTRL_C, Typist

from judge.cli.commands.play import complete_wrong
from judge.cli.main import cli
from judge.cli.scores import Best, own_scores
from judge.katas import Kata, find_kata
from judge.play.finding import Find, find
from judge.play.game import Score
from judge.play.wrong import Wrong, wrong_submissions
from judge.verdict.report import Symptom

# As the console script does, and no catalogue but the real one.
PROCESS = [sys.executable, "-c", "from judge.cli.main import run; run()", "play"]
NAME = "wrong_result/looks_before_it_locks"
SHORTER = "wrong_result/woken_means_got_it"
PROGRAM = ["semaphore", NAME]
# The first thread looks, the second goes in, and then the first.
BREAKS = "0\n1\n1\n2 carry\n"
Play = Callable[..., Result]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Play:
    """Run ``kata play`` in this process, with something written into its input."""
    monkeypatch.setattr("judge.cli.play_choice.find", find_once)

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner(**SEPARATE).invoke(cli, ["play", *arguments], input=typed)

    return run


def find_once(
    kata: Kata, text: str, file: str, *, symptom: Symptom | None = None, **_: object
) -> Find:
    """Explore every submission once only for all tests."""
    return found(kata, text, file, symptom)


@functools.cache
def found(kata: Kata, text: str, file: str, symptom: Symptom | None) -> Find:
    """Return what is to be found."""
    return find(kata, text, file, symptom=symptom)


def test_choices_from_a_pipe_break_the_program_and_are_scored(play: Play) -> None:
    result = play(*PROGRAM, typed=BREAKS)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "BROKEN\ntwo tries for one permit: [True, True]" in result.stdout
    words = " ".join(result.stdout.split())
    assert "Broken with 1 preemption, 7 choices and 0 hints" in words
    assert "the fewest preemptions known are 1 (proved)" in words
    scores = play("semaphore", "--list").stdout
    line = next(line for line in scores.splitlines() if f"{NAME}  " in line)
    assert line.endswith("1 preemption")


@pytest.mark.parametrize("more", [[], ["1"], ["--list"]])
def test_a_quiz_is_no_game_and_says_what_is_to_be_done_with_it(play: Play, more: list[str]) -> None:
    result = play("lifecycle_quiz", *more)
    assert result.exit_code == 2
    assert result.stderr.endswith("kata quiz lifecycle_quiz\n")


def test_what_it_shows_fits_into_80_columns_and_has_no_colour(play: Play) -> None:
    shown = play(*PROGRAM, typed=BREAKS + "undo solution").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown


def test_it_shows_who_can_run_where_and_who_is_blocked_on_what(play: Play) -> None:
    shown = play(*PROGRAM, typed="0 1").stdout
    assert ">  17 if self._permits > 0:" in shown
    assert "- MainThread (test, line 37): waits for Thread-1 (try_once) to end" in shown


def test_the_docstring_that_tells_what_is_wrong_is_not_shown(play: Play) -> None:
    shown = play(*PROGRAM).stdout
    assert "   7 class Semaphore:" in shown
    assert "   1 " not in shown


def test_an_order_that_breaks_nothing_is_said_to_and_can_be_taken_back(play: Play) -> None:
    shown = play(*PROGRAM, typed="0 1 carry 2 carry 1\nundo\n").stdout
    assert "It finished: this order does not break it; undo or restart." in shown
    assert shown.rstrip().endswith("q quit")
    assert "BROKEN" not in shown


def test_a_thread_that_cannot_run_is_refused_and_nothing_moves(play: Play) -> None:
    result = play(*PROGRAM, typed="0\n0\n7\nx\n")
    assert result.stderr.splitlines() == [
        "Not possible: that thread cannot run now.",
        "Not possible: that thread cannot run now.",
        "Not possible: no key 'x'; ? shows them.",
    ]
    assert "2 choices" not in result.stdout


def test_hints_say_who_is_next_and_how_much_to_take_back(play: Play) -> None:
    shown = " ".join(play(*PROGRAM, typed="hint 1 1 1 hint").stdout.split())
    assert "Hint: let MainThread take 1 step (key 0), as far as it goes." in shown
    assert "Hint: take back 3 moves (u)" in shown


def test_a_break_after_the_solution_does_not_count(play: Play) -> None:
    shown = " ".join(play(*PROGRAM, typed="solution " + BREAKS).stdout.split())
    assert "It does not count, since you have seen the solution." in shown
    assert "1 preemption" not in play("semaphore", "--list").stdout


def test_plain_output_is_sentences(play: Play) -> None:
    shown = play(*PROGRAM, "--plain", typed="0 1").stdout
    assert "Thread-1 (try_once): key 1, next it reads _permits." in shown
    assert "MainThread: blocked, it waits for Thread-1 (try_once) to end." in shown
    assert not set("│·…") & set(shown)


def test_what_is_broken_already_is_not_the_default_any_more(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "judge.cli.play_choice.wrong_submissions", lambda kata: only(kata, "looks_b", "woken")
    )
    assert f"semaphore, {SHORTER}: 0 choices" in play("semaphore").stdout
    score = Score(preemptions=2, choices=9, hints=0, fewest=2, proved=False)
    own_scores().record("semaphore", SHORTER, score)
    assert f"semaphore, {NAME}: 0 choices" in play("semaphore").stdout


def test_a_seed_chooses_among_those_there_are_the_same_each_time(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "judge.cli.play_choice.wrong_submissions", lambda kata: only(kata, "looks_b", "woken")
    )
    shown = [play("semaphore", "--seed", str(seed)).stdout for seed in (*range(6), *range(6))]
    assert shown[:6] == shown[6:]
    assert len(set(shown)) == 2


def only(kata: Kata, *beginnings: str) -> list[Wrong]:
    """Return the wrong submissions of a kata whose files begin like that."""
    return [one for one in wrong_submissions(kata) if one.path.stem.startswith(beginnings)]


def test_what_is_rejected_is_no_game_and_not_in_the_list(play: Play) -> None:
    result = play("semaphore", "forbidden/the_real_one")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "Error: forbidden/the_real_one is no game: it is rejected before it runs: line "
    )
    shown = play("semaphore", "--list").stdout
    assert "  forbidden/the_real_one " not in shown
    assert "no game: forbidden/" in " ".join(shown.split())


def test_what_fails_without_a_choice_is_no_game_and_remembered(play: Play) -> None:
    result = play("semaphore", "error_contract/adds_before_it_checks")
    assert "is no game: it fails without any choice to make" in result.stderr
    listed = play("semaphore", "--list").stdout
    assert "error_contract/adds_before_it_checks  " not in listed


def test_what_turned_out_to_be_no_game_is_listed_again_once_it_is_one(play: Play) -> None:
    one = next(one for one in wrong_submissions(find_kata("semaphore")) if one.name == NAME)
    own_scores().record_unplayable("semaphore", one, "the engine of that day found nothing")
    assert f"{NAME}  " not in play("semaphore", "--list").stdout
    play(*PROGRAM)
    assert f"{NAME}  " in play("semaphore", "--list").stdout


def test_the_best_score_is_kept_and_worse_ones_are_not(play: Play) -> None:
    play(*PROGRAM, typed="hint " + BREAKS)
    play(*PROGRAM, typed=BREAKS)
    play(*PROGRAM, typed="1 2 0 1 hint carry carry 2 carry 1 carry carry")
    best = own_scores().best("semaphore")
    assert best == {NAME: Best(preemptions=1, hints=0, choices=7)}


def test_a_shell_completes_the_names_of_wrong_submissions(play: Play) -> None:
    context = click.Context(click.Command("play"))
    context.params["name"] = "semaphore"
    names = complete_wrong(context, click.Argument(["file"]), "wrong_result/looks_b")
    assert [item.value for item in names] == [NAME]


def test_a_file_of_ones_own_is_played_but_not_scored(play: Play) -> None:
    own = Path("semaphore.py")
    own.write_text(source_of(NAME))
    result = play("semaphore.py", typed=BREAKS)
    assert "BROKEN" in result.stdout
    assert "preemption" not in play("semaphore", "--list").stdout


def test_a_file_of_ones_own_that_the_gate_refuses_is_never_run(play: Play) -> None:
    Path("semaphore.py").write_text("import os\nos.mkdir('made')\nclass Semaphore: pass\n")
    result = play("semaphore.py")
    assert result.exit_code == 2
    assert "is no game: it is rejected before it runs: line 1: " in result.stderr
    assert not Path("made").exists()


def test_a_name_that_is_nothing_says_where_the_names_are(play: Play) -> None:
    result = play("semaphore", "wrong_result/no_such")
    assert result.exit_code == 2
    assert "kata play semaphore --list" in result.stderr


def test_keys_on_a_terminal_need_no_enter_and_the_terminal_is_put_right() -> None:
    with Typist([*PROCESS, *PROGRAM]) as somebody:
        somebody.sees("q quit")
        assert not somebody.waits_for_enter
        somebody.type("0")
        somebody.sees("1 choice")
        somebody.type("q")
        assert somebody.ends() == 0
        assert somebody.settings_are_back


def test_ctrl_c_ends_it_cleanly() -> None:
    with Typist([*PROCESS, *PROGRAM]) as somebody:
        somebody.sees("q quit")
        somebody.type(CTRL_C)
        somebody.sees("Interrupted.")
        assert somebody.ends() == 130
        assert somebody.settings_are_back


def source_of(name: str) -> str:
    """Return the text of a wrong submission of the semaphore."""
    root = Path(__file__).resolve().parents[2]
    return (root / "solutions" / "semaphore" / f"{name}.py").read_text("utf-8")
