"""``kata show``: the task."""

from __future__ import annotations

import click

from judge.cli.arguments import optional_kata_argument
from judge.cli.pages import show_markdown
from judge.cli.which import chosen


@click.command("show")
@optional_kata_argument
def command(name: str | None) -> None:
    """Show the task of a kata.

    Without KATA it is the kata whose file is in the current folder.

    \b
    Example:
      kata show mutex
    """
    kata, _ = chosen(name)
    show_markdown(kata.prompt.read_text("utf-8"))
