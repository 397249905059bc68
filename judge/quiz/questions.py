"""The questions of a quiz, and how they are written down: one TOML file for each topic.

A question with a ``snippet`` has options that each claim what the snippet ``shows``; which of
them is right is for an observation to say. One without has its ``answer`` and a ``source``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from judge.engine.result import ClockMode

LETTERS = ("a", "b", "c", "d")
COMMON_KEYS = {"id", "ask", "options", "why"}
SNIPPET_KEYS = {"snippet", "claims", "clock"}
WRITTEN_KEYS = {"answer", "source"}


class Claims(StrEnum):
    """What an option says of the snippet by what it ``shows``.

    ``ALL`` is that these outputs can appear and no others, ``POSSIBLE`` that each of them can
    appear, ``IMPOSSIBLE`` that none of them can.
    """

    ALL = "all"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One of the answers to choose from; ``letter`` is what stands in an answers file."""

    letter: str
    text: str
    shows: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; ``answer`` is None where a ``snippet`` decides."""

    id: str
    topic: str
    ask: str
    options: tuple[Option, ...]
    why: str
    snippet: str | None = None
    claims: Claims = Claims.ALL
    clock: ClockMode = ClockMode.ADVERSARIAL
    answer: str | None = None
    source: str | None = None

    def option(self, letter: str) -> Option:
        """Return the option of that letter."""
        return next(option for option in self.options if option.letter == letter)


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Some questions that belong together, and are one scenario of the judge."""

    name: str
    title: str
    questions: tuple[Question, ...]


def read_topics(texts: Iterable[tuple[str, str]]) -> tuple[Topic, ...]:
    """Return the topics of a quiz from the names and texts of its files.

    Raises ``ValueError`` for what cannot be understood, and for an id that is used twice.
    """
    topics = tuple(_topic(name, text) for name, text in texts)
    ids = [question.id for question in all_questions(topics)]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise ValueError(f"two questions are called {', '.join(sorted(twice))}")
    return topics


def all_questions(topics: Iterable[Topic]) -> tuple[Question, ...]:
    """Return the questions of all topics, in order."""
    return tuple(question for topic in topics for question in topic.questions)


def _topic(file: str, text: str) -> Topic:
    name = file.partition("_")[2] or file
    try:
        data = tomllib.loads(text)
        questions = tuple(_question(name, fields) for fields in data["question"])
        return Topic(name=name, title=data["title"], questions=questions)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{file}: {type(error).__name__}: {error}") from error


def _question(topic: str, fields: dict[str, Any]) -> Question:
    name = fields.get("id", "a question without an id")
    observed = "snippet" in fields
    kind, needed = (SNIPPET_KEYS, {"snippet"}) if observed else (WRITTEN_KEYS, WRITTEN_KEYS)
    if not COMMON_KEYS | needed <= fields.keys() <= COMMON_KEYS | kind:
        wanted = ", ".join(sorted(COMMON_KEYS | kind))
        raise ValueError(f"{name}: has {', '.join(sorted(fields))}; wanted are {wanted}")
    options = tuple(_option(letter, value) for letter, value in fields["options"].items())
    if tuple(option.letter for option in options) != LETTERS:
        raise ValueError(f"{name}: options are a, b, c and d, in this order")
    if any(bool(option.shows) is not observed for option in options):
        raise ValueError(f"{name}: options have to say what the snippet shows, if there is one")
    if not observed and fields["answer"] not in LETTERS:
        raise ValueError(f"{name}: the answer is the letter of an option")
    return Question(
        id=fields["id"],
        topic=topic,
        ask=fields["ask"].strip(),
        options=options,
        why=fields["why"].strip(),
        snippet=fields.get("snippet"),
        claims=Claims(fields.get("claims", "all")),
        clock=ClockMode(fields.get("clock", "adversarial")),
        answer=fields.get("answer"),
        source=fields.get("source"),
    )


def _option(letter: str, value: Any) -> Option:
    if isinstance(value, str):
        return Option(letter=letter, text=value)
    shows = frozenset(value["shows"])
    return Option(letter=letter, text=value.get("text") or _or(value["shows"]), shows=shows)


def _or(outputs: list[str]) -> str:
    return "  or  ".join(outputs)
