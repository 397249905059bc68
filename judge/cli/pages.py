"""Showing whole texts: rendered on a terminal, as they are through a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from judge.cli.output import is_terminal, say, wants_colour, width

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100


def show_markdown(text: str) -> None:
    """Show a Markdown text."""
    if not is_terminal(sys.stdout):
        say(text.rstrip("\n"))
        return
    from rich.markdown import Markdown

    terminal().print(Markdown(text))


def show_python(text: str) -> None:
    """Show Python source, its syntax highlighted where there is colour."""
    if not wants_colour(sys.stdout):
        say(text.rstrip("\n"))
        return
    from rich.syntax import Syntax

    terminal().print(Syntax(text, "python", theme="ansi_dark", background_color="default"))


def terminal() -> Console:
    """Return the console for standard output; beyond 100 columns prose gets hard to read."""
    from rich.console import Console

    return Console(width=min(width(), WIDEST), no_color=not wants_colour(sys.stdout))
