"""Every quiz of the catalogue: its questions have answers, and its files belong together."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from quiz_helpers import library

from judge.katas import Kata, all_katas
from judge.quiz.answering import answer
from judge.quiz.answers_file import filled
from judge.quiz.observing import BETWEEN_LINES, NEVER_ENDS, observe
from judge.quiz.questions import Question, Topic, all_questions, read_topics

QUIZZES = [kata for kata in all_katas() if kata.is_quiz]
ASKED = [
    pytest.param(question, id=f"{kata.name}-{question.id}")
    for kata in QUIZZES
    for question in all_questions(read_topics(kata.question_texts()))
]
FEWEST = 16
LONG = ("sleep(10)", "timeout=5", "timeout=1")
# What a daemon thread holds when the interpreter leaves may be what that needs to write.
CUT_OFF = "daemon=True).start()"
# The interpreter's own writes a line and its end apart, and lines may run into each other.
LINE_BY_LINE = """
import builtins, sys
builtins.print = lambda *values: sys.stdout.write(" ".join(map(str, values)) + "\\n")
"""
quizzes = pytest.mark.parametrize("kata", QUIZZES, ids=lambda kata: kata.name)


def topics_of(kata: Kata) -> tuple[Topic, ...]:
    return read_topics(kata.question_texts())


def questions_of(kata: Kata) -> tuple[Question, ...]:
    return all_questions(topics_of(kata))


def outputs_of(question: Question) -> frozenset[str]:
    assert question.snippet is not None
    return observe(question.snippet, library(), clock=question.clock).outputs


def can_be_run(question: Question) -> bool:
    """Return whether a snippet needs neither control nor patience."""
    text = question.snippet
    if text is None or "state(" in text or any(part in text for part in (*LONG, CUT_OFF)):
        return False
    return not any(NEVER_ENDS in output for output in outputs_of(question))


RUN = [question for kata in QUIZZES for question in questions_of(kata) if can_be_run(question)]


def test_there_is_a_quiz() -> None:
    assert "lifecycle_quiz" in [kata.name for kata in QUIZZES]


@quizzes
def test_a_quiz_has_questions_enough_most_of_them_with_a_snippet(kata: Kata) -> None:
    questions = questions_of(kata)
    assert len(questions) >= FEWEST
    assert 2 * sum(question.snippet is not None for question in questions) > len(questions)


@pytest.mark.parametrize("question", ASKED)
def test_every_question_has_exactly_one_right_option(question: Question) -> None:
    assert answer(question, library()).letter in "abcd"


@pytest.mark.parametrize("question", RUN, ids=lambda question: question.id)
def test_a_snippet_does_on_real_threads_what_it_was_seen_to_do(question: Question) -> None:
    assert question.snippet is not None
    command = [sys.executable, "-c", LINE_BY_LINE + question.snippet]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert BETWEEN_LINES.join(run.stdout.splitlines()) in outputs_of(question)


@pytest.mark.parametrize("question", ASKED)
def test_a_question_fits_on_a_page(question: Question) -> None:
    lines = (question.snippet or "").strip().splitlines()
    assert len(lines) <= 18
    assert max(map(len, lines), default=0) <= 74
    assert question.why


@quizzes
def test_no_letter_is_right_so_often_that_guessing_pays(kata: Kata) -> None:
    letters = [answer(question, library()).letter for question in questions_of(kata)]
    assert max(map(letters.count, "abcd")) <= 0.4 * len(letters)


@quizzes
def test_the_stub_has_a_blank_for_every_question_in_order(kata: Kata) -> None:
    blanks = {question.id: "" for question in questions_of(kata)}
    namespace: dict[str, object] = {}
    exec(kata.stub.read_text("utf-8"), namespace)
    assert list(namespace["ANSWERS"].items()) == list(blanks.items())  # type: ignore[attr-defined]


@quizzes
def test_the_stub_can_be_filled_in(kata: Kata) -> None:
    answers = {question.id: "a" for question in questions_of(kata)}
    namespace: dict[str, object] = {}
    exec(filled(kata.stub.read_text("utf-8"), answers), namespace)
    assert namespace["ANSWERS"] == answers


@quizzes
def test_every_topic_is_marked_by_a_scenario(kata: Kata) -> None:
    tree = ast.parse(kata.tests.read_text("utf-8"))
    marked = [
        node.args[2].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "wrong_answers"
        and isinstance(node.args[2], ast.Constant)
    ]
    assert marked == [topic.name for topic in topics_of(kata)]
