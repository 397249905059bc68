"""Marking a file of answers: for the scenarios of a quiz, which find the key in ``answer_key``.

Nothing here calls anything that the file has made: values are looked at only when they are plain
dicts and strings, and no message gives a right answer away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from judge.quiz.questions import LETTERS

Key = Mapping[str, Mapping[str, str]]
MOST_TOLD = 3


def form_problem(answers: Any, key: Key) -> str | None:
    """Return what is wrong with the form of the answers, None when it is as it should be.

    They are a dict from the id of every question, and no other, to the letter of an option.
    """
    if type(answers) is not dict:
        return f"ANSWERS is not a dict but a {type(answers).__name__}"
    if not all(type(name) is str for name in answers):
        return "the keys of ANSWERS are the ids of questions, in quotes"
    ids = [name for topic in key.values() for name in topic]
    if unknown := [name for name in answers if name not in ids]:
        return f"there is no question called {_some(unknown)}"
    if missing := [name for name in ids if _is_blank(answers.get(name, ""))]:
        return f"{len(missing)} of {len(ids)} questions have no answer yet: {_some(missing)}"
    strange = [name for name in ids if type(answers[name]) is not str]
    strange = strange or [name for name in ids if answers[name] not in LETTERS]
    return f'an answer is "a", "b", "c" or "d": {_some(strange)}' if strange else None


def wrong_answers(answers: Any, key: Key, topic: str) -> str | None:
    """Return which answers of a topic are not right, None when all are."""
    if type(answers) is not dict:
        return "ANSWERS is not a dict"
    right = key[topic]
    wrong = [n for n in right if type(answers.get(n)) is not str or answers[n] != right[n]]
    if not wrong:
        return None
    count = f"{len(wrong)} of {len(right)} answers are not right"
    return f"{count}: {_some(wrong)}; kata quiz explains them"


def _is_blank(answer: Any) -> bool:
    return type(answer) is str and answer == ""


def _some(names: list[str]) -> str:
    told = ", ".join(names[:MOST_TOLD])
    return f"{told} and {len(names) - MOST_TOLD} more" if len(names) > MOST_TOLD else told
