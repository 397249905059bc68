"""``kata show``: the task."""

from __future__ import annotations

import click

from judge.cli.arguments import kata_argument
from judge.cli.pages import show_markdown
from judge.katas import Kata


@click.command("show")
@kata_argument
def command(kata: Kata) -> None:
    """Show the task of a kata.

    \b
    Example:
      kata show mutex
    """
    show_markdown(kata.prompt.read_text("utf-8"))
