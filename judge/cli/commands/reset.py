"""``kata reset``: from the beginning once more."""

from __future__ import annotations

import sys

import click

from judge.cli.completing import complete_katas
from judge.cli.output import has_somebody, say
from judge.cli.resetting import Plan, planned, reset
from judge.cli.state import own_state
from judge.cli.status import UserMistake
from judge.cli.which import known_kata
from judge.katas import Kata, all_katas


@click.command("reset")
@click.argument("name", required=False, shell_complete=complete_katas)
@click.option("--all", "every", is_flag=True, help="Reset all katas.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(name: str | None, every: bool, yes: bool) -> None:
    """Put the stub of a kata back, and forget how far you got.

    Nothing is lost: what is in your file is kept beside it, as NAME.py.bak, .bak2 and so on.

    \b
    Example:
      kata reset mutex
      kata reset --all --yes
    """
    state = own_state()
    plans = [planned(kata, state) for kata in asked_for(name, every)]
    to_do = [plan for plan in plans if not plan.empty]
    if not to_do:
        say("Nothing to reset.")
        return
    if not (yes or agreed(to_do)):
        say("Nothing was reset.")
        return
    for plan in to_do:
        for line in reset(plan, state):
            say(line)


def asked_for(name: str | None, every: bool) -> list[Kata]:
    """Return the katas that the command line names; raises ``click.UsageError``."""
    if (name is None) is not every:
        raise click.UsageError("Say which kata, by its name, or --all.")
    return all_katas() if name is None else [known_kata(name)]


def agreed(plans: list[Plan]) -> bool:
    """Ask, if there is somebody to ask; raises ``UserMistake`` if there is not."""
    if not has_somebody(sys.stdin):
        raise UserMistake("there is nobody to ask; add --yes to reset without a question")
    for plan in plans:
        say(intent(plan))
    return click.confirm("Go on?")


def intent(plan: Plan) -> str:
    """Return in a line what is going to happen."""
    if plan.path is None or not plan.changed:
        return f"{plan.kata.name}: how far you got is forgotten."
    return f"{plan.kata.name}: a backup of {plan.path} is kept, and the stub takes its place."
