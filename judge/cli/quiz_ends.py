"""What a quiz says at its end: the score, what was saved where, and how to go on."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from judge.cli.claims import count
from judge.cli.output import width
from judge.cli.plain import wrap
from judge.cli.quizzing import Quiz


def nothing_left(quiz: Quiz, wrong: int) -> Iterator[str]:
    """Yield the score of a file in which every question has its answer."""
    every = len(quiz.questions)
    yield f"{quiz.paper.path}: {every - wrong} of {every} right; all are answered."
    yield f"  judge it:    kata test {_names(quiz)}"
    yield f"  begin anew:  kata quiz {quiz.paper.kata.name} ANOTHER_FILE"


def stopped(quiz: Quiz) -> Iterator[str]:
    """Yield what was saved before somebody stopped, and how to go on."""
    if not quiz.answered:
        yield "Stopped. Nothing was answered, and nothing saved."
        return
    yield f"Stopped. Saved {count(len(quiz.answered), 'answer')} in {quiz.paper.path}."
    yield f"  go on:  kata quiz {_names(quiz)}"


def done(quiz: Quiz) -> Iterator[str]:
    """Yield the score of this sitting, and how to go on."""
    asked = len(quiz.answered)
    yield f"Score: {asked - len(quiz.wrong)} of {asked} right, saved in {quiz.paper.path}."
    if quiz.wrong:
        yield from wrap(f"Not right: {', '.join(quiz.wrong)}", width(), rest="  ")
    if left := len(quiz.questions) - len(quiz.given()):
        yield f"  go on with the other {left}:  kata quiz {_names(quiz)}"
    else:
        yield f"  judge it:  kata test {_names(quiz)}"


def _names(quiz: Quiz) -> str:
    return f"{quiz.paper.kata.name} {shlex.quote(str(quiz.paper.path))}"
