"""``kata solution``: the reference, after a warning."""

from __future__ import annotations

import sys

import click

from judge.cli.arguments import kata_argument
from judge.cli.output import has_somebody, say
from judge.cli.pages import show_markdown, show_python
from judge.cli.state import Standing, own_state
from judge.katas import Kata


@click.command("solution")
@kata_argument
@click.option("--yes", is_flag=True, help="Do not ask before spoiling an unsolved kata.")
def command(kata: Kata, yes: bool) -> None:
    """Show the reference solution of a kata, and why it is right.

    \b
    Example:
      kata solution mutex
      kata solution mutex --yes
    """
    if not (yes or agreed(kata)):
        say("Not shown. Good luck!")
        return
    show_python(kata.reference.read_text("utf-8"))
    say("")
    show_markdown(kata.notes.read_text("utf-8"))


def agreed(kata: Kata) -> bool:
    """Ask whether to spoil an unsolved kata, if there is somebody to ask."""
    if not (has_somebody(sys.stdin) and has_somebody(sys.stdout)):
        return True
    if own_state().standings().get(kata.name) is Standing.SOLVED:
        return True
    return click.confirm(f"You have not solved {kata.name} yet. Show the solution?")
