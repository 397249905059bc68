"""``kata new``: the beginnings of a kata of one's own."""

from __future__ import annotations

import click

from judge.cli.output import say
from judge.cli.status import UserMistake


@click.command("new")
@click.argument("name")
def command(name: str) -> None:
    """Begin a kata of your own: its folders, to be filled in.

    What is still to be written says TODO. NAME is also the name of the module that a submission
    is, so it is a Python name in lower case. Works in a clone of the repository only.

    \b
    Example:
      kata new dining_philosophers
      kata check dining_philosophers
    """
    from judge.authoring.scaffold import ScaffoldError, scaffold

    try:
        place, written = scaffold(name)
    except ScaffoldError as error:
        raise UserMistake(str(error)) from None
    say("\n".join(["Wrote", *(f"  {place.shown(path)}" for path in written)]))
    say(f"Fill them in; this tells what is still missing:  kata check {name}")
