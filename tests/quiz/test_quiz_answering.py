"""The right option is the one that fits the observation, and there has to be exactly one."""

from __future__ import annotations

import pytest
from quiz_helpers import OBSERVED, TEXTS, WRITTEN, library, question

from judge.quiz.answering import Unanswerable, answer, answer_key
from judge.quiz.questions import read_topics

TWO = """
import threading
threading.Thread(target=print, args=("x",)).start()
print("y")
"""


def test_the_option_that_shows_what_was_seen_is_right() -> None:
    got = answer(question(), library())
    assert got.letter == "b"
    assert got.observation is not None
    assert got.observation.outputs == {"x"}


def test_when_the_snippet_changes_so_does_the_answer() -> None:
    assert answer(question('print("x")', 'print("z")'), library()).letter == "d"


def test_without_a_snippet_the_answer_is_the_one_written_down() -> None:
    got = answer(question(text=WRITTEN), library())
    assert (got.letter, got.observation) == ("c", None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('print("x")', 'print("w")', "fits none of the options: w"),
        ('shows = ["z"]', 'shows = ["x"]', "fits b and d of the options: x"),
        ('print("x")', "print(", "never closed"),
        ('print("x")', "raise SystemExit", "SystemExit"),
    ],
)
def test_a_question_without_exactly_one_right_option_is_an_error(
    old: str, new: str, said: str
) -> None:
    with pytest.raises(Unanswerable, match=said):
        answer(question(old, new), library())


@pytest.mark.parametrize(
    ("claims", "shows", "letter"),
    [
        ("possible", ['"x"', '"x / y"', '"y"', '"z"'], "b"),
        ("impossible", ['"x / y"', '"y / x"', '"x"', '"y / x", "x / y"'], "c"),
        ("all", ['"x / y"', '"y / x"', '"x"', '"y / x", "x / y"'], "d"),
    ],
)
def test_options_may_claim_that_outputs_are_possible_impossible_or_all_there_are(
    claims: str, shows: list[str], letter: str
) -> None:
    options = "".join(
        f"{key} = {{ shows = [{show}] }}\n" for key, show in zip("abcd", shows, strict=True)
    )
    text = OBSERVED.partition("a = {")[0].replace('print("x")', TWO) + options
    one = question("why =", f'claims = "{claims}"\nwhy =', text)
    assert answer(one, library()).letter == letter


def test_the_key_is_by_topic_and_id() -> None:
    key = answer_key(read_topics(TEXTS), library())
    assert key == {"begin": {"start": "b"}, "end": {"end": "c"}}
