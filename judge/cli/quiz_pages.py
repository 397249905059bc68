"""What a quiz shows: a question with its snippet, and afterwards why the answer is what it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from judge.cli.claims import count
from judge.cli.output import wants_colour
from judge.cli.plain import paragraphs, wrap
from judge.quiz.answering import Answer
from judge.quiz.asking import Sheet
from judge.quiz.observing import BETWEEN_LINES
from judge.quiz.questions import LETTERS

STATE = "state(t) names the state that t is in; Python itself tells no more than is_alive()."
SLASH = "A / stands between two lines of output; a line is taken to be printed in one go."


def question_page(page: Sheet, heading: str, width: int) -> Iterator[str]:
    """Yield the lines of a question: heading, snippet, what is asked, and the options."""
    question = page.question
    yield _bold(heading)
    yield ""
    if question.snippet is not None:
        yield from numbered(question.snippet)
        yield ""
    yield from paragraphs(question.ask, width)
    if question.snippet is not None and "state(" in question.snippet:
        yield from paragraphs(STATE, width)
    if any(BETWEEN_LINES in option.text for option in page.options):
        yield from paragraphs(SLASH, width)
    yield ""
    for key, option in zip(LETTERS, page.options, strict=True):
        yield from wrap(option.text, width, first=f"  {key}  ", rest="     ")


def numbered(snippet: str) -> Iterator[str]:
    """Yield the lines of a snippet, each after its number."""
    for number, line in enumerate(snippet.strip("\n").splitlines(), 1):
        yield f"  {number:>2}  {line}".rstrip()


def explanation(page: Sheet, chosen: str, answer: Answer, width: int) -> Iterator[str]:
    """Yield what there is to say about the option that was ``chosen``, by its letter."""
    yield from wrap(verdict(page, chosen, answer), width)
    if answer.observation is not None:
        yield from observed(answer, width)
    yield ""
    yield from wrap(" ".join(page.question.why.split()), min(width, 100))
    if page.question.source is not None:
        yield from wrap(f"Source: {page.question.source}", width)


def verdict(page: Sheet, chosen: str, answer: Answer) -> str:
    """Return whether the chosen option is the right one, and which is."""
    if chosen == answer.letter:
        return _green("Right.")
    right = page.question.option(answer.letter)
    return f"{_red('No.')} Right is {page.key(answer.letter)}: {right.text}"


def observed(answer: Answer, width: int) -> Iterator[str]:
    """Yield what the snippet was seen to print."""
    assert answer.observation is not None
    executions, outputs = answer.observation.executions, sorted(answer.observation.outputs)
    if executions == 1:
        told = "The snippet was run; there is only one way it can go. Its output:"
    else:
        number = count(len(outputs), "output")
        told = f"The snippet was run in all its interleavings, {executions} executions: {number}."
    yield from wrap(told, width)
    for output in outputs:
        yield from wrap(output or "(nothing)", width, first="  ", rest="    ")


def _bold(text: str) -> str:
    return click.style(text, bold=True) if wants_colour(sys.stdout) else text


def _green(text: str) -> str:
    return click.style(text, fg="green") if wants_colour(sys.stdout) else text


def _red(text: str) -> str:
    return click.style(text, fg="red") if wants_colour(sys.stdout) else text
