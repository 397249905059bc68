"""What the judge asks of the answers: that there is one to every question, then topic by topic."""

from __future__ import annotations

import pytest
from answer_key import KEY
from lifecycle_quiz import ANSWERS

from judge.quiz.marking import form_problem, wrong_answers


@pytest.mark.symptom("error_contract")
def test_every_question_has_an_answer() -> None:
    """ANSWERS maps the id of every question, and nothing else, to the letter of an option."""
    problem = form_problem(ANSWERS, KEY)
    assert problem is None, problem


def test_states() -> None:
    """The five states of a thread, and the ways from one to the next."""
    wrong = wrong_answers(ANSWERS, KEY, "states")
    assert wrong is None, wrong


def test_waiting() -> None:
    """Who waits, for what, and with a time limit or without."""
    wrong = wrong_answers(ANSWERS, KEY, "waiting")
    assert wrong is None, wrong


def test_join() -> None:
    """What join() waits for, what it returns, and what it refuses."""
    wrong = wrong_answers(ANSWERS, KEY, "join")
    assert wrong is None, wrong


def test_daemon() -> None:
    """Which threads the end of the program waits for."""
    wrong = wrong_answers(ANSWERS, KEY, "daemon")
    assert wrong is None, wrong


def test_exceptions() -> None:
    """What becomes of a thread that raises, and of all the others."""
    wrong = wrong_answers(ANSWERS, KEY, "exceptions")
    assert wrong is None, wrong


def test_scheduling() -> None:
    """What is certain about the order of things, and what a time slice is."""
    wrong = wrong_answers(ANSWERS, KEY, "scheduling")
    assert wrong is None, wrong


def test_gil() -> None:
    """What the GIL protects, when it changes hands, and who has one."""
    wrong = wrong_answers(ANSWERS, KEY, "gil")
    assert wrong is None, wrong
