"""Showing whole texts: rendered on a terminal, as they are written through a pipe."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from judge.cli.output import has_somebody, may_draw, say, wants_colour, wants_plain, width
from judge.cli.plain import WIDEST_PROSE
from judge.cli.prose import FENCE, broken_anew

if TYPE_CHECKING:
    from rich.console import Console

CODE_THEME = "ansi_dark"
STYLES = {"markdown.code": "bold cyan"}
# Box drawing characters, block elements, geometric shapes and arrows.
DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff]")
LEFT_OUT = "(A drawing is left out here.)"


def show_markdown(text: str) -> None:
    """Show a Markdown text."""
    if not may_draw(sys.stdout):
        say(as_written(text).rstrip("\n"))
        return
    from rich.markdown import Markdown

    # In the terminal's own colours, which suit a light background and a dark one.
    terminal().print(Markdown(text, code_theme=CODE_THEME))


def as_written(text: str) -> str:
    """Return a Markdown text for a pipe, a terminal that cannot draw, or somebody who listens."""
    if wants_plain():
        text = without_drawings(text)
    elif not has_somebody(sys.stdout):
        return text
    return "\n".join(broken_anew(text, min(width(), WIDEST_PROSE)))


def without_drawings(text: str) -> str:
    """Return a Markdown text with a remark in the place of what was drawn with characters.

    A screen reader would name every one of them; what they show is in the text as well.
    """
    kept: list[str] = []
    block: list[str] = []
    for line in text.splitlines():
        fence = line.startswith(FENCE)
        if not block and not fence:
            kept.append(line)
            continue
        block.append(line)
        if fence and len(block) > 1:
            kept += [LEFT_OUT] if DRAWN.search("".join(block)) else block
            block = []
    return "\n".join(kept + block)


def show_python(text: str) -> None:
    """Show Python source, its syntax highlighted where there is colour."""
    if not wants_colour(sys.stdout):
        say(text.rstrip("\n"))
        return
    from rich.syntax import Syntax

    highlighted = Syntax(text, "python", theme=CODE_THEME, background_color="default").highlight(
        text
    )
    # A line that is too long is left to the terminal: cut off it would be wrong, and broken in
    # two it could not be copied.
    highlighted.rstrip()
    terminal().print(highlighted, soft_wrap=True)


def terminal() -> Console:
    """Return the console for standard output; beyond 100 columns prose gets hard to read."""
    from rich.console import Console
    from rich.theme import Theme

    return Console(
        width=min(width(), WIDEST_PROSE),
        no_color=not wants_colour(sys.stdout),
        theme=Theme(STYLES),
    )
