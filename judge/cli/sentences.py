"""The story of one execution as plain sentences, one after the other, to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judge.cli.lanes import Cell, few, fold, left_out_line, shorten, waiting
from judge.cli.plain import wrap
from judge.engine.result import TraceStep

TAKEN = "control is taken away here: it could have gone on, but another thread ran first"


def sentences(trace: Sequence[TraceStep], width: int = 80) -> list[str]:
    """Return the story as lines of at most ``width`` columns, empty for an empty trace.

    Every source line begins with the thread that runs it; what it does there is indented.
    """
    cells = fold(trace)
    body = [*told([cell for cell in cells if not cell.for_ever], width)]
    parts = [body, [*waiting(cells, width)]]
    return [line for part in parts if part for line in ("", *part)][1:]


def told(cells: Sequence[Cell], width: int) -> Iterator[str]:
    """Yield the lines of the story itself."""
    for cell in shorten(cells):
        if isinstance(cell, int):
            yield left_out_line(cell)
            continue
        text = f"{cell.thread}, {place(cell)}: {cell.code}"
        yield from wrap(text, width, rest="    ", lines=3)
        for event in few(cell.events):
            yield from wrap(event, width, first="  ", rest="    ", lines=3)
        if cell.taken:
            yield from wrap(TAKEN, width, first="  ", rest="    ")


def place(cell: Cell) -> str:
    """Return the line of a cell in words."""
    file, colon, line = cell.label.rpartition(":")
    return f"line {line} of {'the test' if file == 'test' else file}" if colon else f"line {line}"
