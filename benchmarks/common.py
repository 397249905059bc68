"""What the benchmarks share: loading programs, and printing tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from judge.engine.program import Program, Source
from judge.engine.stdlib import StandardLibrary

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PROGRAMS = HERE / "programs"
OWN_PROGRAMS = HERE / "programs_own"


def load(path: Path, library: StandardLibrary, **arguments: Any) -> Program:
    """Return the program whose ``main`` is called with ``arguments``."""
    source = Source(module=path.stem, file=path.name, text=path.read_text("utf-8"))
    return Program((source,), entry="main", arguments=arguments, library=library)


def machine() -> str:
    """Describe in a few words what the figures were measured on, and how busy that was."""
    load_average = os.getloadavg()[0]
    cores = os.cpu_count()
    return f"{cores} cores, Python {platform.python_version()}, load average {load_average:.1f}"


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a Markdown table: the first column to the left, the others to the right."""
    body = [[shown(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *body, strict=True)]
    print(joined(header, widths))
    print(
        "|" + "|".join("-" * (width + 1) + ("-:"[at > 0]) for at, width in enumerate(widths)) + "|"
    )
    for row in body:
        print(joined(row, widths))
    print(flush=True)


def joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return one line of a table."""
    first, *others = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return f"| {' | '.join(padded)} |"


def shown(value: object) -> str:
    """Return a value as it is printed; None is a dash."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{value:,}" if type(value) is int else str(value)
