"""``kata list``: every kata, and how far you got with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence

import click

from judge.cli.output import say, wants_colour, width
from judge.cli.plain import columns, pad
from judge.cli.state import Standing, own_state
from judge.katas import Kata, all_katas

NEW = "—"
COLOURS = {Standing.SOLVED: "green", Standing.FAILED: "red", Standing.STARTED: "yellow"}
GAP = "  "
HEADINGS = ("kata", "title", "difficulty", "topics", "status")


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
    """List the katas, easiest first, and your progress.

    \b
    Example:
      kata list
      kata list --format json
    """
    standings = own_state().standings()
    katas = all_katas()
    if style == "json":
        say(json.dumps([as_json(kata, standings.get(kata.name)) for kata in katas], indent=2))
        return
    say("\n".join(table(katas, standings, width(), colour=wants_colour(sys.stdout))))


def as_json(kata: Kata, standing: Standing | None) -> dict[str, object]:
    """Return the JSON object of one kata; status is null for one never started."""
    return {
        "name": kata.name,
        "title": kata.title,
        "difficulty": kata.difficulty,
        "topics": list(kata.topics),
        "status": standing and standing.value,
    }


def table(
    katas: Sequence[Kata], standings: Mapping[str, Standing], width: int, *, colour: bool = False
) -> Iterator[str]:
    """Yield one line per kata under a line of headings.

    Titles and topics are cut where the line would be wider than ``width``, names never are.
    """
    rows = [HEADINGS, *(row(kata, standings.get(kata.name)) for kata in katas)]
    widths = fit([max(map(columns, column)) for column in zip(*rows, strict=True)], width)
    for n, cells in enumerate(rows):
        padded = [pad(cell, w) for cell, w in zip(cells[:-1], widths[:-1], strict=True)]
        status = cells[-1]
        if colour and n and status != NEW:
            status = click.style(status, fg=COLOURS[Standing(status)])
        yield GAP.join([*padded, status])


def row(kata: Kata, standing: Standing | None) -> tuple[str, ...]:
    """Return the cells of one kata."""
    return kata.name, kata.title, kata.difficulty, ", ".join(kata.topics), standing or NEW


def fit(natural: list[int], width: int) -> list[int]:
    """Return the widths of the columns: the title's and the topics' give way to the others."""
    name, title, difficulty, topics, status = natural
    room = width - name - difficulty - status - len(GAP) * (len(natural) - 1)
    if title + topics > room:
        title = min(title, max(room - topics, room * 3 // 5, 1))
        topics = max(room - title, 1)
    return [name, title, difficulty, topics, status]
