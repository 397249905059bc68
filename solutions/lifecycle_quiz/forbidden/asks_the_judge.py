"""Has the judge work the answers out."""

from judge.quiz.answering import answer_key
from judge.quiz.questions import read_topics

ANSWERS = answer_key(read_topics(()), None)
