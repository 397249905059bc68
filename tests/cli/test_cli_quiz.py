"""``kata quiz``: asks, explains, saves each answer at once, and goes on where it was left."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from conftest import SEPARATE, command_line
from typist import CTRL_C, Typist

from judge.cli.main import cli

STUB = 'ANSWERS = {\n    "one-way": "",\n    "two-ways": "",\n    "gil": "",\n}\n'
TOPIC = """
title = "Beginnings"

[[question]]
id = "one-way"
ask = "What does it print?"
snippet = '''
import threading
t = threading.Thread(target=print)
print(state(t))
'''
why = "Nobody has started it."
[question.options]
a = { shows = ["runnable"] }
b = { shows = ["new"] }
c = { shows = ["waiting"] }
d = { shows = ["terminated"] }

[[question]]
id = "two-ways"
ask = "What can it print?"
snippet = '''
import threading
threading.Thread(target=print, args=("a",)).start()
print("b")
'''
why = "Both are runnable."
[question.options]
a = { shows = ["a / b"] }
b = { shows = ["b / a"] }
c = { shows = ["a / b", "b / a"], text = "either" }
d = { shows = ["b"] }

[[question]]
id = "gil"
ask = "Which?"
answer = "d"
source = "PEP 703"
why = "Because."
[question.options]
a = "this"
b = "that"
c = "the other"
d = "the last"
"""
Quiz = Callable[..., Result]
RIGHT = "b\nc\nd\n"


@pytest.fixture(autouse=True)
def small_quiz(content: Path) -> Path:
    """A quiz of three questions in the catalogue."""
    folder = content / "katas" / "quiz"
    (folder / "questions").mkdir(parents=True)
    (folder / "questions" / "1_begin.toml").write_text(TOPIC)
    (folder / "stub.py").write_text(STUB)
    settings = (content / "katas" / "mutex" / "kata.toml").read_text()
    (folder / "kata.toml").write_text(settings)
    return folder


@pytest.fixture
def quiz() -> Quiz:
    """Run ``kata quiz quiz`` with lines to answer."""
    from click.testing import CliRunner

    return lambda lines, *arguments: CliRunner(**SEPARATE).invoke(
        cli, ["quiz", "quiz", *arguments], input=lines
    )


def answers(path: str = "quiz.py") -> dict[str, str]:
    namespace: dict[str, dict[str, str]] = {}
    exec(Path(path).read_text(), namespace)
    return namespace["ANSWERS"]


def test_all_right_is_a_success_and_is_saved(quiz: Quiz) -> None:
    result = quiz(RIGHT)
    assert result.exit_code == 0, result.output
    assert "Score: 3 of 3 right, saved in quiz.py." in result.stdout
    assert "kata test quiz quiz.py" in result.stdout
    assert answers() == {"one-way": "b", "two-ways": "c", "gil": "d"}


def test_a_question_shows_how_far_one_is_the_snippet_with_numbers_and_the_options(
    quiz: Quiz,
) -> None:
    page = quiz(RIGHT).stdout.partition("(q stops)")[0].splitlines()
    assert page[0] == "Question 1 of 3: Beginnings"
    assert page[2:5] == [
        "   1  import threading",
        "   2  t = threading.Thread(target=print)",
        "   3  print(state(t))",
    ]
    assert page[-6:-2] == ["  a  runnable", "  b  new", "  c  waiting", "  d  terminated"]


def test_an_explanation_has_what_was_observed(quiz: Quiz) -> None:
    shown = quiz(RIGHT).stdout
    assert "there is only one way it can go. Its output:\n  new\n" in shown
    assert "2 outputs.\n  a / b\n  b / a\n\nBoth are runnable.\n" in shown


def test_an_explanation_without_a_snippet_has_a_source(quiz: Quiz) -> None:
    assert "Because.\nSource: PEP 703\n" in quiz(RIGHT).stdout


def test_a_wrong_answer_is_put_right_and_stays_in_the_file(quiz: Quiz) -> None:
    result = quiz("b\na\nd\n")
    assert result.exit_code == 1
    assert "No. Right is c: either" in result.stdout
    assert "Score: 2 of 3 right" in result.stdout
    assert "Not right: two-ways" in result.stdout
    assert answers()["two-ways"] == "a"


def test_what_is_no_answer_is_asked_again(quiz: Quiz) -> None:
    assert quiz(f"e\n\nyes\n{RIGHT}").exit_code == 0


def test_answers_may_be_capital_letters(quiz: Quiz) -> None:
    assert quiz(RIGHT.upper()).exit_code == 0


@pytest.mark.parametrize("end", ["", "q\n"])
def test_who_stops_is_told_what_was_saved_and_goes_on_with_the_rest(quiz: Quiz, end: str) -> None:
    result = quiz(f"b\n{end}")
    assert result.exit_code == 1
    assert "Stopped. Saved 1 answer in quiz.py.\n  go on:  kata quiz quiz quiz.py" in result.stdout
    assert answers() == {"one-way": "b", "two-ways": "", "gil": ""}
    after = quiz("c\nd\n")
    assert after.stdout.startswith("quiz.py has 1 of 3 answers.\n\nQuestion 1 of 2: Beginnings")
    assert after.exit_code == 0
    assert "" not in answers().values()


def test_without_an_answer_nothing_is_written(quiz: Quiz) -> None:
    assert "nothing saved" in quiz("").stdout
    assert not Path("quiz.py").exists()


def test_some_questions_for_now_and_the_others_later(quiz: Quiz) -> None:
    result = quiz("b\n", "--questions", "1")
    assert result.exit_code == 0
    assert "go on with the other 2:  kata quiz quiz quiz.py" in result.stdout
    assert "Question 1 of 2" in quiz("c\nd\n").stdout


def test_a_seed_shuffles_what_is_shown_and_not_what_is_saved(quiz: Quiz) -> None:
    shown = quiz("a\na\na\n", "--seed", "1", "--output", "a.py").stdout
    first = next(line for line in shown.splitlines() if line.startswith("  a  "))
    assert "  a  runnable" not in shown
    options = {"runnable": "a", "new": "b", "waiting": "c", "terminated": "d"}
    assert answers("a.py")["one-way"] == options[first[5:]]


def test_comments_of_ones_own_are_kept(quiz: Quiz) -> None:
    Path("quiz.py").write_text(STUB.replace('"gil": "",', '"gil": "",  # look it up'))
    quiz(RIGHT)
    assert '"gil": "d",  # look it up' in Path("quiz.py").read_text()


def test_a_full_file_is_not_asked_about_again_unless_somebody_says_so(quiz: Quiz) -> None:
    quiz("b\na\nd\n")
    before = Path("quiz.py").read_bytes()
    result = quiz("a\na\na\n")
    assert result.exit_code == 1
    assert "quiz.py: 2 of 3 right; all are answered." in result.stdout
    assert Path("quiz.py").read_bytes() == before


def test_another_file_is_never_overwritten_unless_somebody_says_so(quiz: Quiz) -> None:
    Path("other.py").write_text("mine")
    result = quiz(RIGHT, "--output", "other.py")
    assert result.exit_code == 2
    assert "other.py is there already and was left alone" in result.stderr
    assert Path("other.py").read_text() == "mine"


def test_output_takes_the_answers_over_and_leaves_the_first_file_alone(quiz: Quiz) -> None:
    quiz("b\n")
    before = Path("quiz.py").read_bytes()
    assert quiz("c\nd\n", "--output", "new.py").exit_code == 0
    assert answers("new.py") == {"one-way": "b", "two-ways": "c", "gil": "d"}
    assert Path("quiz.py").read_bytes() == before


@pytest.mark.parametrize("text", ["x = 1\n", "ANSWERS = dict(a='b')\n", "\udcff"])
def test_a_file_that_cannot_be_filled_in_is_refused_and_kept(quiz: Quiz, text: str) -> None:
    Path("quiz.py").write_bytes(text.encode("utf-8", "surrogateescape"))
    result = quiz(RIGHT)
    assert result.exit_code == 2
    assert "--output names another file" in result.stderr
    assert Path("quiz.py").read_bytes() == text.encode("utf-8", "surrogateescape")


def test_a_folder_that_is_not_there_is_said_before_the_first_question(quiz: Quiz) -> None:
    result = quiz(RIGHT, "no/where.py")
    assert result.exit_code == 2
    assert "there is no folder no" in result.stderr
    assert "Question" not in result.stdout


def test_a_kata_that_asks_for_code_is_no_quiz(kata: Quiz) -> None:
    result = kata("quiz", "mutex")
    assert result.exit_code == 2
    assert "mutex asks for code; the quizzes are: quiz" in result.stderr


def test_all_questions_can_be_read_without_answering_any(quiz: Quiz) -> None:
    result = quiz("", "--print")
    assert result.exit_code == 0
    assert [line for line in ("one-way", "two-ways", "gil") if f"{line}\n\n" in result.stdout] == [
        "one-way",
        "two-ways",
        "gil",
    ]
    assert "Right" not in result.stdout


def test_the_commands_to_go_on_with_have_the_quiz_among_them(kata: Quiz) -> None:
    assert "kata quiz quiz quiz.py" in kata("start", "quiz").stdout


def test_on_a_terminal_a_key_is_enough_and_ctrl_c_keeps_what_was_answered(
    content: Path, tmp_path: Path
) -> None:
    if sys.platform != "linux":
        pytest.skip("pseudo-terminals as on Linux")
    with Typist(command_line(content, "reads", "quiz", "quiz"), NO_COLOR="1") as typist:
        typist.sees("(q stops): ")
        typist.type("b")
        shown = typist.sees("Any key goes on. ")
        typist.type(" ")
        typist.sees("Question 2 of 3")
        typist.sees("(q stops): ")
        typist.type(CTRL_C)
        typist.sees("Saved 1 answer in quiz.py.")
        assert typist.ends() == 130
        assert typist.settings_are_back
    assert "Right." in shown
    assert "\x1b" not in shown
    assert answers() == {"one-way": "b", "two-ways": "", "gil": ""}


def test_on_a_terminal_right_and_wrong_have_a_colour_unless_it_is_plain(content: Path) -> None:
    def shown(*arguments: str) -> str:
        command = command_line(content, "reads", *arguments, "quiz", "quiz")
        with Typist(command, NO_COLOR="") as typist:
            typist.sees("(q stops): ")
            typist.type("b")
            return typist.sees("Any key goes on. ")

    assert "\x1b[32mRight." in shown()
    Path("quiz.py").unlink()
    assert "\x1b" not in shown("--plain")
