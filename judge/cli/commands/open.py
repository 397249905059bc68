"""``kata open``: your file, in your editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import click

from judge.cli.arguments import optional_kata_argument
from judge.cli.output import note
from judge.cli.state import own_state
from judge.cli.status import UserMistake
from judge.cli.which import chosen
from judge.cli.workfile import begun_file

VARIABLES = ("VISUAL", "EDITOR")
ADVICE = "put the command that starts your editor in it, for example: export EDITOR=nano"


@click.command("open")
@optional_kata_argument
def command(name: str | None) -> None:
    """Open your file for a kata in $VISUAL or $EDITOR.

    The stub is written first if there is no file yet. Without KATA it is the kata whose file is
    in the current folder.

    \b
    Example:
      kata open mutex
    """
    kata, file = chosen(name)
    program = editor()
    if file is None:
        file, new = begun_file(kata, own_state())
        if new:
            note(f"Wrote {file}, the stub to fill in.")
    elif not file.is_file():
        raise UserMistake(f"there is no {file}; kata open {kata.name} writes the stub first")
    edit(program, file)


def editor() -> list[str]:
    """Return the words of the command that starts the editor; raises ``UserMistake``."""
    for variable in VARIABLES:
        if value := os.environ.get(variable, "").strip():
            try:
                return shlex.split(value)
            except ValueError as error:
                raise UserMistake(f"${variable} is no command ({error}): {value}") from None
    raise UserMistake(f"neither $VISUAL nor $EDITOR is set; {ADVICE}")


def edit(program: list[str], path: Path) -> None:
    """Run the editor until it ends; raises ``UserMistake`` when it cannot be run or fails."""
    try:
        # An absolute path, because a relative one might begin with a dash.
        status = subprocess.run([*program, str(path.absolute())]).returncode
    except OSError as error:
        raise UserMistake(
            f"cannot run the editor {program[0]}: {error.strerror}; put another one in $VISUAL or "
            "$EDITOR"
        ) from None
    if status < 0:
        raise UserMistake(f"the editor {program[0]} was ended by signal {-status}")
    if status:
        raise UserMistake(f"the editor {program[0]} ended with status {status}")
