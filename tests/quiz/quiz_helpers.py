"""What the tests of quizzes share."""

from __future__ import annotations

from functools import cache
from textwrap import dedent

from judge.engine.stdlib import StandardLibrary
from judge.quiz.observing import Observation, observe
from judge.quiz.questions import Question, all_questions, read_topics

OBSERVED = """
title = "Beginnings"

[[question]]
id = "start"
ask = "What does it print?"
snippet = '''
print("x")
'''
why = "It prints x."
[question.options]
a = { shows = ["y"] }
b = { shows = ["x"], text = "an x" }
c = { shows = ["x", "y"] }
d = { shows = ["z"] }
"""
WRITTEN = """
title = "Endings"

[[question]]
id = "end"
ask = "Which?"
answer = "c"
source = "PEP 20"
why = "Because."
[question.options]
a = "this"
b = "that"
c = "the other"
d = "none"
"""
TEXTS = (("1_begin", OBSERVED), ("2_end", WRITTEN))


@cache
def library() -> StandardLibrary:
    """Return the one private library of the tests."""
    return StandardLibrary()


def question(old: str = "", new: str = "", text: str = OBSERVED) -> Question:
    """Return the question of a text in which something was replaced."""
    return all_questions(read_topics([("1_begin", text.replace(old, new))]))[0]


def seen(snippet: str) -> Observation:
    """Return what a snippet is seen to print."""
    return observe(dedent(snippet), library())


def outputs(snippet: str) -> set[str]:
    """Return all outputs of a snippet."""
    return set(seen(snippet).outputs)
