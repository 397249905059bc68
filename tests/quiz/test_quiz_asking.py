"""Which questions are asked, and in which order their options stand."""

from __future__ import annotations

from quiz_helpers import TEXTS, question

from judge.quiz.asking import sheet, still_open, wrong_ones
from judge.quiz.questions import LETTERS, all_questions, read_topics

BOTH = all_questions(read_topics(TEXTS))


def test_without_a_seed_options_stand_as_they_are_written() -> None:
    assert "".join(option.letter for option in sheet(question()).options) == "abcd"


def test_a_seed_always_shuffles_in_the_same_way_and_another_one_otherwise() -> None:
    orders = {tuple(o.letter for o in sheet(question(), seed).options) for seed in range(20)}
    assert sheet(question(), 7) == sheet(question(), 7)
    assert len(orders) > 5


def test_shuffled_or_not_an_option_keeps_its_letter_in_the_file() -> None:
    page = sheet(question(), 3)
    for key, option in zip(LETTERS, page.options, strict=True):
        assert page.letter(key) == option.letter
        assert page.key(option.letter) == key


def test_only_open_questions_are_asked_and_no_more_than_wanted() -> None:
    assert still_open(BOTH, {"start": "a"}) == [BOTH[1]]
    assert still_open(BOTH, {}, 1) == [BOTH[0]]
    assert still_open(BOTH, {"start": "a", "end": "a"}) == []


def test_a_question_that_is_open_is_not_wrong() -> None:
    key = {"start": "b", "end": "c"}
    assert wrong_ones(BOTH, {"start": "b"}, key) == []
    assert wrong_ones(BOTH, {"start": "a", "end": "c"}, key) == [BOTH[0]]
