"""``kata hint``: one more hint each time."""

from __future__ import annotations

import click

from judge.cli.arguments import optional_kata_argument
from judge.cli.hints import Given, all_hints, next_hint, shown_hints
from judge.cli.output import say
from judge.cli.pages import show_markdown
from judge.cli.state import own_state
from judge.cli.status import UserMistake
from judge.cli.which import chosen


@click.command("hint")
@optional_kata_argument
@click.option("--all", "every", is_flag=True, help="Show all hints at once.")
@click.option("--again", is_flag=True, help="Show the hints that were shown so far once more.")
def command(name: str | None, every: bool, again: bool) -> None:
    """Show one more hint for a kata than the last time.

    Without KATA it is the kata whose file is in the current folder.

    \b
    Example:
      kata hint mutex
      kata hint mutex --again
    """
    if every and again:
        raise click.UsageError("--all and --again exclude each other.")
    kata, _ = chosen(name)
    show = all_hints if every else shown_hints if again else next_hint
    hint = show(kata, own_state())
    if again and not hint.text:
        raise UserMistake(f"{hint.advice}; kata hint {kata.name} shows the first")
    show_hint(hint)


def show_hint(hint: Given) -> None:
    """Show a hint and how to go on."""
    if hint.text:
        show_markdown(hint.text)
        say("")
    say(hint.advice)
