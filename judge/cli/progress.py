"""Showing a judgement under way: live on a terminal, a line per finished scenario elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from judge.cli.output import may_draw, note, wants_colour, wants_plain
from judge.cli.plain import visible
from judge.cli.summaries import summary

if TYPE_CHECKING:
    from rich.live import Live

    from judge.box.judging import Progress

Callback = Callable[["Progress"], None]
REDRAW_SECONDS = 0.1


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callback]:
    """Yield the callback that shows events on standard error.

    ``quiet`` leaves out the lines for a log, not the live display, which leaves no trace.
    """
    if may_draw(sys.stderr):
        with live_display() as callback:
            yield callback
    else:
        yield ignore if quiet else print_finished


def ignore(event: Progress) -> None:
    """Show nothing."""


def print_finished(event: Progress) -> None:
    """Print a line for a finished scenario."""
    if event.report is not None:
        note(summary(event.report, plain=wants_plain()))


@contextmanager
def live_display() -> Iterator[Callback]:
    """Yield a callback that keeps one line on the terminal up to date, gone in the end."""
    from rich.console import Console
    from rich.live import Live

    console = Console(stderr=True, no_color=not wants_colour(sys.stderr), highlight=False)
    # Redrawn by events alone: a refreshing thread in the process that starts the box's child
    # would be one thread too many.
    live = Live(
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with live:
        yield LiveLine(live)


class LiveLine:
    """The callback that turns events into the text of one line."""

    def __init__(self, live: Live, clock: Callable[[], float] = time.monotonic) -> None:
        self._live = live
        self._clock = clock
        self._drawn = float("-inf")
        self._planned = 0
        self._finished = 0
        self._failed = 0

    def __call__(self, event: Progress) -> None:
        """Show an event; at most ten times a second unless a scenario starts or ends."""
        self._count(event)
        counting = event.executions and event.report is None
        if not counting or self._clock() - self._drawn >= REDRAW_SECONDS:
            self._drawn = self._clock()
            self._draw(event)

    def _draw(self, event: Progress) -> None:
        from rich.text import Text

        # As a Text, because rich would take a plain string for markup.
        line = Text(self.text(event), no_wrap=True, overflow="ellipsis")
        self._live.update(line, refresh=True)

    def _count(self, event: Progress) -> None:
        self._planned = len(event.scenarios) or self._planned
        if event.report is not None:
            self._finished += 1
            self._failed += event.report.verdict.value != "passed"

    def text(self, event: Progress) -> str:
        """Return the line: how many scenarios are done, and what the present one is at."""
        done = f"{self._finished}/{self._planned}" if self._planned else f"{self._finished}"
        failed = f", {self._failed} not passed" if self._failed else ""
        at = f"  {event.name}" if event.name else ""
        executions = f"  {event.executions} executions" if event.executions else ""
        return visible(f"{done} scenarios{failed}{at}{executions}")
