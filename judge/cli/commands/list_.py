"""``kata list``: every kata, and how far you got."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import click

from judge.cli.arguments import format_option
from judge.cli.output import say, wants_plain, width
from judge.cli.plain import paragraphs
from judge.cli.state import Standing, own_state
from judge.cli.tables import STATUS, natural_widths, shown, spoken, table, total
from judge.katas import Kata, all_katas

HEADINGS = ("kata", "title", "difficulty", STATUS, "topics")
TITLE, TOPICS = 1, 4
NARROWEST_TITLE = 16


@click.command("list")
@format_option("text", "json", what="list")
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
        return "\n".join(sentences(katas, standings, width()))
    return "\n".join(fitted(katas, standings, width()))


def as_json(kata: Kata, standing: Standing | None) -> dict[str, object]:
    """Return the JSON object of one kata; status is null for one never started."""
    return {
        "name": kata.name,
        "title": kata.title,
        "difficulty": kata.difficulty,
        "topics": list(kata.topics),
        "status": standing and standing.value,
    }


def fitted(katas: Sequence[Kata], standings: Mapping[str, Standing], width: int) -> Iterator[str]:
    """Yield one line per kata under a line of headings.

    Where that is too wide the topics are left out, then titles are broken into several lines.
    """
    rows = [HEADINGS, *(row(kata, standings.get(kata.name)) for kata in katas)]
    if total(natural_widths(rows)) > width:
        rows = [cells[:TOPICS] for cells in rows]
    widths = natural_widths(rows)
    over = max(0, total(widths) - width)
    widths[TITLE] = max(min(widths[TITLE], NARROWEST_TITLE), widths[TITLE] - over)
    return table(rows, widths)


def row(kata: Kata, standing: Standing | None) -> tuple[str, ...]:
    """Return the cells of one kata."""
    return kata.name, kata.title, kata.difficulty, shown(standing), ", ".join(kata.topics)


def sentences(
    katas: Sequence[Kata], standings: Mapping[str, Standing], width: int
) -> Iterator[str]:
    """Yield the list with one thing after the other."""
    for kata in katas:
        yield f"{kata.name}: {spoken(standings.get(kata.name))}, {kata.difficulty}"
        yield from paragraphs(kata.title, width, "  ")
        yield from paragraphs(f"topics: {', '.join(kata.topics)}", width, "  ")
