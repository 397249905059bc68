"""What a shell can complete: the names of katas, strategies and scenarios, and files."""

from __future__ import annotations

import re

import click
from click.shell_completion import CompletionItem

from judge.cli.which import kata_here, kata_of
from judge.katas import Kata, UnknownKata, find_kata, kata_names

SCENARIO = re.compile(r"^def (test_\w+)", re.MULTILINE)


def complete_katas(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the names of the katas that begin like what was typed; of files, if none does."""
    names = [CompletionItem(name) for name in kata_names() if name.startswith(typed)]
    return names or [CompletionItem(typed, type="file")]


def complete_files(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Have the shell offer its files, though what is typed may go on after the name of one."""
    return [CompletionItem(typed, type="file")]


def complete_strategies(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """Return the names of the strategies that begin like what was typed."""
    from judge.engine.strategies import strategy_names

    return [name for name in strategy_names() if name.startswith(typed)]


def complete_scenarios(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """Return the scenarios of the kata on the line that begin like what was typed."""
    kata = kata_on_the_line(ctx)
    if kata is None:
        return []
    return [name for name in scenario_names(kata) if name.startswith(typed)]


def kata_on_the_line(ctx: click.Context) -> Kata | None:
    """Return the kata that the command line names so far, else that of the current folder."""
    # While an option waits for its value, click leaves the arguments unread in ``args``.
    said = [ctx.params.get("name"), *ctx.args]
    name = next((word for word in said if isinstance(word, str)), None)
    try:
        if name is None:
            return kata_here()
        return kata_of_word(name)
    except (click.ClickException, UnknownKata):
        return None


def kata_of_word(word: str) -> Kata:
    """Return the kata of a name or of a file named like it; raises as those two do."""
    from pathlib import Path

    return kata_of(Path(word)) if word.endswith(".py") else find_kata(word)


def scenario_names(kata: Kata) -> list[str]:
    """Return the names of the scenarios in the order of the test file."""
    return SCENARIO.findall(kata.tests.read_text("utf-8"))
