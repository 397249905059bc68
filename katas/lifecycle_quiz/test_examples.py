"""The form of the answers, to run by hand: ``pytest test_examples.py``.

Which answers are right is for ``kata quiz`` and ``kata test`` to say.
"""

from lifecycle_quiz import ANSWERS


def test_the_answers_are_a_dict() -> None:
    assert type(ANSWERS) is dict


def test_every_answer_is_the_letter_of_an_option() -> None:
    blank_or_strange = {name: given for name, given in ANSWERS.items() if given not in list("abcd")}
    assert blank_or_strange == {}


def test_the_example_of_the_prompt_is_answered_right() -> None:
    assert ANSWERS["before-start"] == "b"
