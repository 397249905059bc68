"""Which option is right: the one that fits what was observed, or the one written down."""

from __future__ import annotations

from dataclasses import dataclass

from judge.engine.stdlib import StandardLibrary
from judge.quiz.observing import NotObservable, Observation, observe
from judge.quiz.questions import Claims, Option, Question, Topic


class Unanswerable(Exception):
    """A question has no right option, or several; the message says what was observed."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The ``letter`` of the right option, and the observation that decided, if one did."""

    letter: str
    observation: Observation | None = None


def answer(question: Question, library: StandardLibrary) -> Answer:
    """Return the answer to a question; raises ``Unanswerable``."""
    if question.snippet is None:
        assert question.answer is not None
        return Answer(letter=question.answer)
    try:
        seen = observe(question.snippet, library, clock=question.clock)
    except (NotObservable, SyntaxError) as error:
        raise Unanswerable(f"{question.id}: {error}") from error
    if not seen.complete:
        raise Unanswerable(f"{question.id}: more interleavings than were run ({seen.executions})")
    right = [one.letter for one in question.options if fits(one, question.claims, seen.outputs)]
    if len(right) != 1:
        outputs = "; ".join(sorted(seen.outputs))
        fitting = " and ".join(right) or "none"
        raise Unanswerable(f"{question.id}: what is seen fits {fitting} of the options: {outputs}")
    return Answer(letter=right[0], observation=seen)


def fits(option: Option, claims: Claims, outputs: frozenset[str]) -> bool:
    """Return whether what an option says of a snippet is so."""
    match claims:
        case Claims.ALL:
            return option.shows == outputs
        case Claims.POSSIBLE:
            return option.shows <= outputs
        case Claims.IMPOSSIBLE:
            return not option.shows & outputs


def answer_key(topics: tuple[Topic, ...], library: StandardLibrary) -> dict[str, dict[str, str]]:
    """Return the letters of the right options, by topic and id; raises ``Unanswerable``."""
    return {
        topic.name: {one.id: answer(one, library).letter for one in topic.questions}
        for topic in topics
    }
