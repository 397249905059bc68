"""Where the answers to a quiz come from: single keys on a terminal, else lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from judge.cli.keys import END, key_by_key, read_keys
from judge.cli.output import say
from judge.quiz.questions import LETTERS

ASK = "a, b, c or d (q stops): "
GO_ON = "Any key goes on. "


class Stopped(Exception):
    """Nobody answers any more: the input has ended, or ``q`` was typed."""


@dataclass(frozen=True)
class Answers:
    """Reads one answer after the other with ``read``; ``keys`` tells whether single keys do."""

    read: Callable[[], str]
    keys: bool

    def ask(self) -> str:
        """Return the key of an option; raises ``Stopped``."""
        while True:
            click.echo(ASK, nl=False)
            word = self.read()
            say(word)
            if word in LETTERS:
                return word
            if word == END:
                raise Stopped

    def pause(self) -> None:
        """Let somebody read what is shown, before more of it pushes it away."""
        if self.keys:
            click.echo(GO_ON, nl=False)
            key = self.read()
            say("")
            if key == END:
                raise Stopped


@contextmanager
def answers_from_stdin() -> Iterator[Answers]:
    """Yield what reads the answers; the terminal is put right again afterwards."""
    with key_by_key(sys.stdin) as fd:
        if fd is None:
            yield Answers(_line, keys=False)
            return
        typed: list[str] = []

        def key() -> str:
            while not typed:
                typed.extend(read_keys(fd))
            first = typed.pop(0)
            # What was typed ahead was not meant for a question that nobody has seen.
            typed.clear()
            return first

        yield Answers(key, keys=True)


def _line() -> str:
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        say("")
        raise Stopped
    return line.strip().lower()
