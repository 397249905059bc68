"""``kata start``: a stub to fill in."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from judge.cli.arguments import kata_argument
from judge.cli.output import say
from judge.cli.state import own_state
from judge.cli.status import UserMistake
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
    """Copy the stub of a kata to a file of yours, never over another.

    \b
    Example:
      kata start mutex
      kata start mutex --dir ~/katas
    """
    path = folder / f"{kata.name}.py"
    copy(kata.stub, path)
    own_state().record_start(kata.name, path)
    say(f"Wrote {path}, the stub to fill in.")
    say(f"  read the task:  kata show {kata.name}")
    say(f"  judge your file:  kata test {kata.name} {shlex.quote(str(path))}")


def copy(stub: Path, path: Path) -> None:
    """Write a new file; raises ``UserMistake`` when there is one already or it cannot be."""
    content = stub.read_bytes()
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise UserMistake(
            f"{path} is there already and was left alone; go on with it, move it away, or start "
            "afresh in another folder with --dir"
        ) from None
    except OSError as error:
        raise UserMistake(f"cannot write {path}: {error.strerror}") from None
