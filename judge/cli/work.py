"""Showing many judgements under way: one live line on a terminal, a line per end elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from judge.cli.output import may_draw, note, wants_colour
from judge.cli.plain import visible

if TYPE_CHECKING:
    from judge.authoring.workers import Event

REDRAW_SECONDS = 0.1
# An end of a job, and in a word or two what came of it.
Watch = Callable[["Event", str | None], None]


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watch]:
    """Yield the callback that shows on standard error how far the work is.

    ``quiet`` leaves out the lines for a log, not the live display, which leaves no trace.
    """
    if may_draw(sys.stderr):
        with live_line() as draw:
            yield Limited(draw)
    else:
        yield ignore if quiet else print_end


def ignore(event: Event, outcome: str | None) -> None:
    """Show nothing."""


def print_end(event: Event, outcome: str | None) -> None:
    """Print a line for a job that has ended."""
    if event.finished:
        note(text(event, outcome))


def text(event: Event, outcome: str | None) -> str:
    """Return the line on an event."""
    ending = f"  {outcome}" if outcome else ""
    return visible(f"{event.done}/{event.total}  {event.label}{ending}")


class Limited:
    """The callback that draws ten times a second at most, and always the last end."""

    def __init__(self, draw: Callable[[str], None]) -> None:
        self._draw = draw
        self._drawn = float("-inf")

    def __call__(self, event: Event, outcome: str | None) -> None:
        """Draw an event, unless the line is too young."""
        now = time.monotonic()
        if event.done == event.total or now - self._drawn >= REDRAW_SECONDS:
            self._drawn = now
            self._draw(text(event, None))


@contextmanager
def live_line() -> Iterator[Callable[[str], None]]:
    """Yield a function that replaces the text of one line on the terminal, gone in the end."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console(stderr=True, no_color=not wants_colour(sys.stderr), highlight=False)
    live = Live(
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with live:
        yield lambda line: live.update(Text(line, no_wrap=True, overflow="ellipsis"), refresh=True)
