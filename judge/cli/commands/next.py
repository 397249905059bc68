"""``kata next``: what to do next."""

from __future__ import annotations

import click

from judge.cli.output import say
from judge.cli.state import own_state
from judge.cli.upcoming import commands, summary, upcoming
from judge.cli.workfile import existing_file
from judge.katas import all_katas


@click.command("next")
def command() -> None:
    """Show the kata to do next, and the commands to go on with.

    It is one that you have begun and not solved, else the easiest that you have not solved.

    \b
    Example:
      kata next
    """
    state = own_state()
    katas, standings = all_katas(), state.standings()
    kata = upcoming(katas, standings)
    if kata is None:
        say(f"All {len(katas)} katas are solved. To do one again:  kata reset NAME")
        return
    say(summary(kata, standings.get(kata.name)))
    say("\n".join(commands(kata, existing_file(kata, state))))
