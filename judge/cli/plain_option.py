"""The option ``--plain``, which stands before the command or after it."""

from __future__ import annotations

from typing import Any

import click

from judge.cli.output import PLAIN

VARIABLE = "KATA_PLAIN"
HELP = "Plain text for a screen reader: no columns, no drawings, no colours."


def remember(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Keep for this command line that plain output was asked for."""
    if value:
        ctx.meta[PLAIN] = True


def plain_option(**how: Any) -> click.Option:
    """Return the option; once given it holds, wherever on the line it stands."""
    return click.Option(
        ["--plain"], is_flag=True, expose_value=False, callback=remember, help=HELP, **how
    )


def with_plain(command: click.Command) -> click.Command:
    """Return a command that takes the option, too."""
    if not any("--plain" in param.opts for param in command.params):
        command.params.append(plain_option())
    return command
