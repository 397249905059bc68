"""Marking: every kind of wrong form is told, and objects of the file's own are never asked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from judge.quiz.marking import form_problem, wrong_answers

KEY = {"begin": {"p": "a", "q": "b"}, "end": {"r": "c"}}
RIGHT = {"p": "a", "q": "b", "r": "c"}


class Agreeable(str):
    """Equal to everything."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


class Oracle(dict[str, str]):
    """Has an answer to everything."""

    def get(self, name: str, default: Any = None) -> Any:
        return KEY["begin"].get(name, "c")


def test_right_answers_in_any_order_have_no_problem() -> None:
    answers = dict(reversed(RIGHT.items()))
    assert form_problem(answers, KEY) is None
    assert wrong_answers(answers, KEY, "begin") is None
    assert wrong_answers(answers, KEY, "end") is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["a", "b", "c"], "not a dict but a list"),
        (Oracle(), "not a dict but a Oracle"),
        ({1: "a"}, "are the ids of questions"),
        (RIGHT | {"s": "a"}, "no question called s"),
        ({"p": "a"}, "2 of 3 questions have no answer yet: q, r"),
        (RIGHT | {"q": ""}, "1 of 3 questions have no answer yet: q"),
        (RIGHT | {"q": "B"}, "an answer is .*: q"),
        (RIGHT | {"q": None}, "an answer is .*: q"),
        (RIGHT | {"q": Agreeable("b")}, "an answer is .*: q"),
    ],
)
def test_what_is_wrong_with_the_form_is_told(answers: object, said: str) -> None:
    assert re.search(said, form_problem(answers, KEY) or "")


@pytest.mark.parametrize("answer", ["a", "", None, Agreeable("b")])
def test_a_wrong_answer_is_told_by_its_id_without_the_right_one(answer: object) -> None:
    said = wrong_answers(RIGHT | {"q": answer}, KEY, "begin")
    assert said == "1 of 2 answers are not right: q; kata quiz explains them"


def test_a_topic_minds_its_own_questions_only() -> None:
    assert wrong_answers(RIGHT | {"q": "a"}, KEY, "end") is None


def test_an_object_that_answers_everything_has_no_right_answers() -> None:
    assert wrong_answers(Oracle(), KEY, "begin") is not None
