"""Tables of katas: a few short columns under a line of headings, one of them the status."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from judge.cli.output import wants_colour
from judge.cli.plain import columns, pad, wrap
from judge.cli.state import Standing

GAP = "  "
STATUS = "status"
NEW = "—"
# In a text that is read aloud a dash says nothing.
NOT_STARTED = "not started"
COLOURS = {Standing.SOLVED: "green", Standing.FAILED: "red", Standing.STARTED: "yellow"}


def natural_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide the columns have to be to cut nothing."""
    return [max(map(columns, column)) for column in zip(*rows, strict=True)]


def total(widths: Sequence[int]) -> int:
    """Return the width of a table with such columns."""
    return sum(widths) + len(GAP) * (len(widths) - 1)


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines; a cell that is too wide for its column is broken into several lines.

    The first row has the headings. What stands below ``STATUS`` is coloured, where there is colour.
    """
    painted, colour = rows[0].index(STATUS), wants_colour(sys.stdout)
    for number, row in enumerate(rows):
        cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for n in range(max(map(len, cells))):
            line = [cell[n] if n < len(cell) else "" for cell in cells]
            padded = [pad(text, width) for text, width in zip(line, widths, strict=True)]
            if colour and number and line[painted]:
                padded[painted] = painted_status(padded[painted], line[painted])
            yield GAP.join(padded).rstrip()


def painted_status(cell: str, status: str) -> str:
    """Return a cell with its status in the colour it goes by."""
    if status == NEW:
        return cell
    return cell.replace(status, click.style(status, fg=COLOURS[Standing(status)]))


def shown(standing: Standing | None) -> str:
    """Return what a table shows for a status."""
    return standing or NEW


def spoken(standing: Standing | None) -> str:
    """Return what stands for a status in a sentence."""
    return standing or NOT_STARTED
