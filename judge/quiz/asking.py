"""Asking: in which order options are shown, which questions are left, and the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from judge.quiz.questions import LETTERS, Option, Question


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A question as it is shown; the options stand below keys of their own, a, b, c and d."""

    question: Question
    options: tuple[Option, ...]

    def letter(self, key: str) -> str:
        """Return the letter, as it stands in the file, of the option below a key."""
        return self.options[LETTERS.index(key)].letter

    def key(self, letter: str) -> str:
        """Return the key that the option with a letter is shown with."""
        return next(k for k, o in zip(LETTERS, self.options, strict=True) if o.letter == letter)


def sheet(question: Question, seed: int | None = None) -> Sheet:
    """Return a question to show, its options shuffled if there is a seed."""
    options = list(question.options)
    if seed is not None:
        Random(f"{seed} {question.id}").shuffle(options)
    return Sheet(question=question, options=tuple(options))


def still_open(
    questions: Sequence[Question], answers: Mapping[str, str], most: int | None = None
) -> list[Question]:
    """Return the questions that have no answer yet, no more than ``most`` of them."""
    left = [question for question in questions if question.id not in answers]
    return left[:most]


def wrong_ones(
    questions: Sequence[Question], answers: Mapping[str, str], key: Mapping[str, str]
) -> list[Question]:
    """Return the questions that have an answer, but not the right one."""
    return [one for one in questions if one.id in answers and answers[one.id] != key[one.id]]
