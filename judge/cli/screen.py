"""What ``kata watch`` shows around the reports: a heading above and the keys below."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from judge.cli.output import may_draw, note, say, wants_plain
from judge.cli.upcoming import summary
from judge.katas import Kata

CLEAR = "\x1b[2J\x1b[H"
KEYS = {
    "h": "hint",
    "n": "next",
    "l": "list",
    "r": "reset",
    "t": "test again",
    "q": "quit",
}


class Screen:
    """The terminal, or whatever stands in for one; ``keys`` says whether keys can be pressed."""

    def __init__(self, *, keys: bool) -> None:
        self._keys = keys

    def heading(self, text: str) -> None:
        """Begin a page: on an empty screen where there is one that can be emptied."""
        if may_draw(sys.stdout):
            click.echo(CLEAR, nl=False)
        say(f"{text}\n")

    def tell(self, text: str) -> None:
        """Show a text."""
        say(text)

    def complain(self, text: str) -> None:
        """Show what went wrong."""
        note(f"Error: {text}")

    def offer(self, kata: Kata | None) -> None:
        """Say what the key for the next kata leads to."""
        if kata is not None and self._keys:
            say(f"\nn goes on with {summary(kata, None)}")

    def help(self, path: Path) -> None:
        """End a page with the keys, or with what is waited for where there are none."""
        if not self._keys:
            say(f"\nWaiting for {path} to be saved; Ctrl-C ends this.")
        elif wants_plain():
            keys = ", ".join(f"{key} for {what}" for key, what in KEYS.items())
            say(f"\nWaiting for {path} to be saved. Keys: {keys}.")
        else:
            say("\n" + " · ".join(f"{key} {what}" for key, what in KEYS.items()))
