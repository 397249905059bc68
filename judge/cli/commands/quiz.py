"""``kata quiz``: the questions of a quiz, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from judge.cli.arguments import optional_kata_argument
from judge.cli.output import say, width
from judge.cli.state import own_state
from judge.cli.status import Interrupted, Status, UserMistake
from judge.cli.which import chosen
from judge.katas import Kata, all_katas

if TYPE_CHECKING:
    from judge.cli.quizzing import Quiz
    from judge.quiz.questions import Topic

PATH = click.Path(path_type=Path, dir_okay=False)


@click.command("quiz")
@optional_kata_argument
@click.argument("file", required=False, type=PATH)
@click.option("--seed", type=int, help="Shuffle the options, in the same way for the same seed.")
@click.option(
    "--questions",
    "most",
    type=click.IntRange(min=1),
    metavar="N",
    help="Ask no more than N questions this time.",
)
@click.option("--output", type=PATH, help="File to write the answers to, instead of FILE.")
@click.option("--print", "printed", is_flag=True, help="Show all the questions, and ask none.")
def command(
    name: str | None,
    file: Path | None,
    seed: int | None,
    most: int | None,
    output: Path | None,
    printed: bool,
) -> Status | None:
    """Ask the questions of a quiz, and explain each answer.

    The answers go to FILE, by default the KATA.py that kata start made, each as soon as it is
    given. Questions that have an answer there are not asked again. Where a question is about a
    snippet, the snippet is run in every interleaving there is, and that decides.

    \b
    Example:
      kata quiz lifecycle_quiz
      kata quiz lifecycle_quiz --questions 5
      kata quiz lifecycle_quiz answers.py --seed 3
    """
    from judge.cli.quiz_paper import paper_for
    from judge.cli.quizzing import Quiz
    from judge.quiz.questions import read_topics

    kata, file = chosen(name, file)
    check_is_quiz(kata)
    topics = read_topics(kata.question_texts())
    if printed:
        print_questions(topics)
        return None
    return hold(Quiz(topics, paper_for(kata, file, output, own_state()), seed), most)


def check_is_quiz(kata: Kata) -> None:
    """Raise ``UserMistake`` for a kata that is no quiz."""
    if not kata.is_quiz:
        quizzes = ", ".join(one.name for one in all_katas() if one.is_quiz) or "none"
        raise UserMistake(f"{kata.name} asks for code; the quizzes are: {quizzes}")


def print_questions(topics: Sequence[Topic]) -> None:
    """Show every question, with the letters as they go into the file."""
    from judge.cli.quiz_pages import question_page
    from judge.cli.quizzing import show
    from judge.quiz.asking import sheet
    from judge.quiz.questions import all_questions

    for question in all_questions(topics):
        show(question_page(sheet(question), question.id, width()))
        say("")


def hold(quiz: Quiz, most: int | None) -> Status:
    """Ask what is to be asked; return whether all of it was answered, and right."""
    from judge.cli import quiz_ends
    from judge.cli.quiz_input import Stopped, answers_from_stdin
    from judge.cli.quizzing import show

    asked = quiz.to_ask(most)
    if not asked:
        wrong = len(quiz.mistakes())
        show(quiz_ends.nothing_left(quiz, wrong))
        return Status.NOT_PASSED if wrong else Status.PASSED
    if before := len(quiz.given()):
        say(f"{quiz.paper.path} has {before} of {len(quiz.questions)} answers.\n")
    try:
        with answers_from_stdin() as answers:
            quiz.ask_all(asked, answers)
    except Stopped:
        show(quiz_ends.stopped(quiz))
        return Status.NOT_PASSED
    except KeyboardInterrupt:
        show(["", *quiz_ends.stopped(quiz)])
        raise Interrupted from None
    show(quiz_ends.done(quiz))
    return Status.NOT_PASSED if quiz.wrong else Status.PASSED
