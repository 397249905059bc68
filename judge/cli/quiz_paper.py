"""The file that the answers to a quiz go to: begun from the stub, or gone on with."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from judge.cli.output import has_somebody, undelivered
from judge.cli.state import State
from judge.cli.status import UserMistake
from judge.cli.workfile import existing_file
from judge.katas import Kata
from judge.quiz.answers_file import NotFillable, check_form, filled


@dataclass
class Paper:
    """The file of answers: its ``text`` so far, and where it goes.

    Nothing is written before there is an answer, and then after each.
    """

    kata: Kata
    state: State
    path: Path
    text: str

    def put(self, name: str, letter: str) -> None:
        """Put an answer in, and save; raises ``Undelivered``."""
        self.text = filled(self.text, {name: letter})
        new = not self.path.exists()
        try:
            self.path.write_text(self.text, "utf-8")
        except OSError as error:
            raise undelivered(str(self.path), error) from None
        if new:
            self.state.record_start(self.kata.name, self.path)


def paper_for(kata: Kata, file: Path | None, output: Path | None, state: State) -> Paper:
    """Return the file of answers to go on with; raises ``UserMistake``.

    It begins with what stands in ``file``, else in the file that was started, else in the stub.
    """
    given = file or existing_file(kata, state)
    source = given if given is not None and given.exists() else kata.stub
    target = output or given or Path(f"{kata.name}.py")
    if target.exists() and not target.samefile(source):
        check_may_overwrite(target)
    if not target.absolute().parent.is_dir():
        raise UserMistake(f"there is no folder {target.parent}")
    return Paper(kata, state, target, text_of(source))


def text_of(path: Path) -> str:
    """Return the text of a file of answers; raises ``UserMistake`` if it cannot be filled in."""
    try:
        text = path.read_text("utf-8")
        check_form(text)
    except NotFillable as error:
        raise UserMistake(f"{path} {error}; --output names another file") from None
    except UnicodeDecodeError:
        raise UserMistake(f"{path} is no text; --output names another file") from None
    except OSError as error:
        raise UserMistake(f"cannot read {path}: {error.strerror}") from None
    return text


def check_may_overwrite(path: Path) -> None:
    """Raise ``UserMistake`` unless somebody agrees that a file is overwritten."""
    if not agreed(f"{path} is there already. Overwrite it?"):
        raise UserMistake(f"{path} is there already and was left alone; name another file")


def agreed(question: str) -> bool:
    """Return whether somebody is there and says yes."""
    there = has_somebody(sys.stdin) and has_somebody(sys.stdout)
    return there and click.confirm(question)
