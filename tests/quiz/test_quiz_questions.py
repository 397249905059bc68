"""How questions are written down, and what is not accepted."""

from __future__ import annotations

import pytest
from quiz_helpers import OBSERVED, TEXTS, WRITTEN, question

from judge.engine.result import ClockMode
from judge.quiz.questions import Claims, all_questions, read_topics


def test_topics_come_in_the_order_of_their_files_and_drop_the_number() -> None:
    topics = read_topics(TEXTS)
    assert [(topic.name, topic.title) for topic in topics] == [
        ("begin", "Beginnings"),
        ("end", "Endings"),
    ]
    assert [one.id for one in all_questions(topics)] == ["start", "end"]


def test_an_option_without_words_is_told_by_what_it_shows() -> None:
    one = question()
    assert [option.text for option in one.options] == ["y", "an x", "x  or  y", "z"]
    assert one.option("c").shows == {"x", "y"}


def test_a_question_says_how_options_are_meant_and_which_clock_there_is() -> None:
    one = question("why =", 'claims = "possible"\nclock = "fair"\nwhy =')
    assert (one.claims, one.clock) == (Claims.POSSIBLE, ClockMode.FAIR)
    assert (question().claims, question().clock) == (Claims.ALL, ClockMode.ADVERSARIAL)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("ask =", "asks =", OBSERVED),
        ("why =", "answer = 'a'\nwhy =", OBSERVED),
        ("d = {", "e = {", OBSERVED),
        ("d = { shows = ['z'] }".replace("'", '"'), "", OBSERVED),
        ('{ shows = ["z"] }', '"z"', OBSERVED),
        ("why =", 'clock = "slow"\nwhy =', OBSERVED),
        ('source = "PEP 20"\n', "", WRITTEN),
        ('answer = "c"', 'answer = "e"', WRITTEN),
        ("title", "name", WRITTEN),
        ("[[question]]", "[[question", WRITTEN),
    ],
)
def test_a_question_that_is_not_as_it_should_be_is_told_with_its_file(
    old: str, new: str, text: str
) -> None:
    assert old in text
    with pytest.raises(ValueError, match="1_begin"):
        question(old, new, text)


def test_no_two_questions_have_one_id() -> None:
    with pytest.raises(ValueError, match="two questions are called start"):
        read_topics([("1_a", OBSERVED), ("2_b", OBSERVED)])
