"""A quiz under way: question after question, each answer saved as soon as it is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from judge.cli.output import say, width
from judge.cli.quiz_input import Answers
from judge.cli.quiz_pages import explanation, question_page
from judge.cli.quiz_paper import Paper, agreed
from judge.engine.stdlib import StandardLibrary
from judge.quiz.answering import Answer, answer
from judge.quiz.answers_file import given
from judge.quiz.asking import sheet, still_open, wrong_ones
from judge.quiz.questions import Question, Topic, all_questions


@cache
def library() -> StandardLibrary:
    """Return the library that snippets run on; it takes a moment to make."""
    return StandardLibrary()


@dataclass
class Quiz:
    """What there is to ask, and what was answered in this sitting, by ids."""

    topics: Sequence[Topic]
    paper: Paper
    seed: int | None = None
    answered: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions there are."""
        return all_questions(self.topics)

    def given(self) -> dict[str, str]:
        """Return the answers that stand in the file."""
        return given(self.paper.text, [question.id for question in self.questions])

    def mistakes(self) -> list[Question]:
        """Return the questions to which the file has an answer that is not right."""
        key = {question.id: right_answer(question).letter for question in self.questions}
        return wrong_ones(self.questions, self.given(), key)

    def to_ask(self, most: int | None) -> list[Question]:
        """Return what to ask now: the open questions, or on request the wrong ones once more."""
        if left := still_open(self.questions, self.given(), most):
            return left
        wrong = self.mistakes()
        score = f"{len(self.questions) - len(wrong)} of {len(self.questions)} right"
        what = "the wrong ones" if wrong else "them all"
        wanted = agreed(f"All is answered, {score}. Ask {what} again, and replace the answers?")
        return (wrong or list(self.questions))[:most] if wanted else []

    def ask_all(self, questions: Sequence[Question], answers: Answers) -> None:
        """Ask these questions; raises ``Stopped`` when nobody goes on."""
        for number, question in enumerate(questions, 1):
            if number > 1:
                answers.pause()
                say("")
            self._ask(question, f"Question {number} of {len(questions)}", answers)

    def _ask(self, question: Question, heading: str, answers: Answers) -> None:
        page = sheet(question, self.seed)
        show(question_page(page, f"{heading}: {self._title(question)}", width()))
        say("")
        chosen = page.letter(answers.ask())
        right = right_answer(question)
        self.paper.put(question.id, chosen)
        self.answered.append(question.id)
        if chosen != right.letter:
            self.wrong.append(question.id)
        say("")
        show(explanation(page, chosen, right, width()))
        say("")

    def _title(self, question: Question) -> str:
        return next(topic.title for topic in self.topics if topic.name == question.topic)


def show(lines: Iterable[str]) -> None:
    """Print lines of text."""
    for line in lines:
        say(line)


@cache
def right_answer(question: Question) -> Answer:
    """Return the answer to a question; the snippet is run if there is one."""
    return answer(question, library())
