"""Exit statuses, and the exceptions that end a command early with one of them."""

from __future__ import annotations

from enum import IntEnum
from typing import IO, Any

import click

from judge.verdict.report import Symptom, Verdict


class Status(IntEnum):
    """What the process tells its caller."""

    PASSED = 0
    NOT_PASSED = 1
    USAGE = 2
    JUDGE_FAILED = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class UserMistake(click.ClickException):
    """Something the person at the keyboard can put right; the message says how."""

    exit_code = Status.USAGE


class Undelivered(click.ClickException):
    """There is a result, but it could not be written where it was asked for."""

    exit_code = Status.JUDGE_FAILED


class Interrupted(click.ClickException):
    """Ctrl-C."""

    exit_code = Status.INTERRUPTED

    def __init__(self) -> None:
        super().__init__("Interrupted.")

    def show(self, file: IO[Any] | None = None) -> None:
        """Say so in one line; it is no error."""
        click.echo(self.message, err=True)


class PipeClosed(click.ClickException):
    """The reader of the output went away, as ``head`` does: nothing is worth saying."""

    exit_code = Status.PIPE_CLOSED

    def __init__(self) -> None:
        super().__init__("")

    def show(self, file: IO[Any] | None = None) -> None:
        """Stay silent."""


def status_of(verdict: Verdict, symptom: Symptom | None) -> Status:
    """Return the exit status of a verdict.

    A rejection without a symptom is a file that could not be judged at all (unreadable, or a
    name is missing), which is wrong usage; one with a symptom was judged and did not pass.
    """
    if verdict is Verdict.PASSED:
        return Status.PASSED
    if verdict is Verdict.ERROR:
        return Status.JUDGE_FAILED
    if verdict is Verdict.REJECTED and symptom is None:
        return Status.USAGE
    return Status.NOT_PASSED
