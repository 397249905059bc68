"""Tables of few short columns, under a line of headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import click

from judge.cli.plain import columns, pad, wrap
from judge.cli.state import Standing

GAP = "  "
NEW = "—"
COLOURS = {Standing.SOLVED: "green", Standing.FAILED: "red", Standing.STARTED: "yellow"}
Paint = Callable[[str], str]


def natural_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide the columns have to be to cut nothing."""
    return [max(map(columns, column)) for column in zip(*rows, strict=True)]


def total(widths: Sequence[int]) -> int:
    """Return the width of a table with such columns."""
    return sum(widths) + len(GAP) * (len(widths) - 1)


def table(
    rows: Sequence[Sequence[str]], widths: Sequence[int], paint: Paint, painted: int
) -> Iterator[str]:
    """Yield the lines; a cell that is too wide for its column is broken into several lines.

    ``paint`` colours the cells of the column ``painted``, all but the heading.
    """
    for number, row in enumerate(rows):
        cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for n in range(max(map(len, cells))):
            line = [cell[n] if n < len(cell) else "" for cell in cells]
            padded = [pad(text, width) for text, width in zip(line, widths, strict=True)]
            if number and line[painted]:
                padded[painted] = padded[painted].replace(line[painted], paint(line[painted]))
            yield GAP.join(padded).rstrip()


def in_colour(status: str) -> str:
    """Return a status in the colour it goes by."""
    return status if status == NEW else click.style(status, fg=COLOURS[Standing(status)])


def without_colour(status: str) -> str:
    """Return a status as it is."""
    return status
