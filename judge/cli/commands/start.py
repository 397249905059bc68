"""``kata start``: a stub to fill in."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from judge.cli.arguments import kata_argument
from judge.cli.output import say
from judge.cli.state import own_state
from judge.cli.workfile import begin
from judge.katas import Kata


@click.command("start")
@kata_argument
@click.option(
    "--dir",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Folder to put the stub in, instead of the current one.",
)
def command(kata: Kata, folder: Path) -> None:
    """Copy the stub of a kata to a new file of yours.

    A file that is there already is left alone.

    \b
    Example:
      kata start mutex
      kata start mutex --dir ~/katas
    """
    path = folder / f"{kata.name}.py"
    begin(kata, path, own_state())
    say(f"Wrote {path}, the stub to fill in.")
    say(f"  read the task:    kata show {kata.name}")
    if kata.is_quiz:
        say(f"  be asked:         kata quiz {kata.name} {shlex.quote(str(path))}")
    say(f"  judge your file:  kata test {kata.name} {shlex.quote(str(path))}")
