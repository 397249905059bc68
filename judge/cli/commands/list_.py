"""``kata list``: every kata, and how far you got."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence

import click

from judge.cli.output import say, wants_colour, wants_plain, width
from judge.cli.plain import paragraphs
from judge.cli.state import Standing, own_state
from judge.cli.tables import NEW, in_colour, natural_widths, table, total, without_colour
from judge.katas import Kata, all_katas

HEADINGS = ("kata", "title", "difficulty", "status", "topics")
TITLE, STATUS, TOPICS = 1, 3, 4
NARROWEST_TITLE = 16
# In a list that is read aloud a dash says nothing.
NOT_STARTED = "not started"


@click.command("list")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the list.",
)
def command(style: str) -> None:
    """List the katas, easiest first, and how far you got.

    Where the topics do not fit they are left out; the JSON has them all.

    \b
    Example:
      kata list
      kata list --format json
    """
    say(listed(all_katas(), own_state().standings(), style))


def listed(katas: Sequence[Kata], standings: Mapping[str, Standing], style: str = "text") -> str:
    """Return the list for whatever standard output is."""
    if style == "json":
        return json.dumps([as_json(kata, standings.get(kata.name)) for kata in katas], indent=2)
    if wants_plain():
        return "\n".join(spoken(katas, standings, width()))
    return "\n".join(fitted(katas, standings, width(), colour=wants_colour(sys.stdout)))


def as_json(kata: Kata, standing: Standing | None) -> dict[str, object]:
    """Return the JSON object of one kata; status is null for one never started."""
    return {
        "name": kata.name,
        "title": kata.title,
        "difficulty": kata.difficulty,
        "topics": list(kata.topics),
        "status": standing and standing.value,
    }


def fitted(
    katas: Sequence[Kata], standings: Mapping[str, Standing], width: int, *, colour: bool = False
) -> Iterator[str]:
    """Yield one line per kata under a line of headings.

    Where that is too wide the topics are left out, then titles are broken into several lines.
    """
    rows = [HEADINGS, *(row(kata, standings.get(kata.name)) for kata in katas)]
    if total(natural_widths(rows)) > width:
        rows = [cells[:TOPICS] for cells in rows]
    widths = natural_widths(rows)
    over = max(0, total(widths) - width)
    widths[TITLE] = max(min(widths[TITLE], NARROWEST_TITLE), widths[TITLE] - over)
    return table(rows, widths, in_colour if colour else without_colour, STATUS)


def row(kata: Kata, standing: Standing | None) -> tuple[str, ...]:
    """Return the cells of one kata."""
    return kata.name, kata.title, kata.difficulty, standing or NEW, ", ".join(kata.topics)


def spoken(katas: Sequence[Kata], standings: Mapping[str, Standing], width: int) -> Iterator[str]:
    """Yield the list with one thing after the other."""
    for kata in katas:
        status = standings.get(kata.name) or NOT_STARTED
        yield f"{kata.name}: {status}, {kata.difficulty}"
        yield from paragraphs(kata.title, width, "  ")
        yield from paragraphs(f"topics: {', '.join(kata.topics)}", width, "  ")
