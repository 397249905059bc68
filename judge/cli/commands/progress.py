"""``kata progress``: how far you have come."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from judge.cli.arguments import format_option
from judge.cli.claims import count
from judge.cli.hints import hints_of
from judge.cli.output import may_draw, say, wants_colour, wants_plain
from judge.cli.state import Record, Standing, State, local_day, own_state
from judge.cli.tables import NEW, STATUS, natural_widths, shown, spoken, table
from judge.katas import Kata, all_katas

HEADINGS = ("kata", STATUS, "attempts", "first solved", "hints used")
BAR_WIDTH = 30


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is told of one kata; ``hints`` is how many it has."""

    kata: Kata
    record: Record
    hints: int


@click.command("progress")
@format_option("text", "json", what="overview")
def command(style: str) -> None:
    """Show how far you have come with every kata, and in all.

    Attempts are the judgements of your files, those before a reset as well.

    \b
    Example:
      kata progress
      kata progress --format json
    """
    lines = progress(own_state())
    if style == "json":
        say(json.dumps(as_json(lines), indent=2))
    elif wants_plain():
        say("\n".join([*sentences(lines), "", summed_up(lines)]))
    else:
        say("\n".join([*tabulated(lines), "", *bar(lines), summed_up(lines)]))


def progress(state: State) -> list[Line]:
    """Return what is to be told, easiest kata first."""
    return [
        Line(kata=kata, record=state.record(kata.name), hints=len(hints_of(kata)))
        for kata in all_katas()
    ]


def solved(lines: Sequence[Line]) -> int:
    """Return how many katas are solved."""
    return sum(line.record.standing is Standing.SOLVED for line in lines)


def as_json(lines: Sequence[Line]) -> dict[str, object]:
    """Return the JSON document; times are in UTC, null for what has not happened."""
    katas = [
        {
            "name": line.kata.name,
            "status": line.record.standing and line.record.standing.value,
            "attempts": line.record.attempts,
            "first_solved": line.record.solved_at,
            "hints_used": line.record.hints,
            "hints": line.hints,
        }
        for line in lines
    ]
    return {"solved": solved(lines), "total": len(lines), "katas": katas}


def tabulated(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the overview as a table."""
    rows = [HEADINGS, *map(row, lines)]
    return table(rows, natural_widths(rows))


def row(line: Line) -> tuple[str, ...]:
    """Return the cells of one kata."""
    record = line.record
    day = local_day(record.solved_at) if record.solved_at else NEW
    hints = f"{record.hints} of {line.hints}"
    return line.kata.name, shown(record.standing), str(record.attempts), day, hints


def sentences(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the overview with one thing after the other."""
    for line in lines:
        record = line.record
        told = [spoken(record.standing), count(record.attempts, "attempt")]
        if record.solved_at:
            told.append(f"first solved {local_day(record.solved_at)}")
        told.append(f"{record.hints} of {count(line.hints, 'hint')} used")
        yield f"{line.kata.name}: {', '.join(told)}"


def bar(lines: Sequence[Line]) -> list[str]:
    """Return the bar of what is solved, for a terminal that can show it."""
    encoding = (sys.stdout.encoding or "ascii").lower()
    if not lines or not may_draw(sys.stdout) or not encoding.startswith("utf"):
        return []
    full = BAR_WIDTH * solved(lines) // len(lines)
    done = "█" * full
    shown = click.style(done, fg="green") if wants_colour(sys.stdout) else done
    return [shown + "░" * (BAR_WIDTH - full)]


def summed_up(lines: Sequence[Line]) -> str:
    """Return the total in words."""
    begun = sum(line.record.standing in (Standing.STARTED, Standing.FAILED) for line in lines)
    under_way = f", {begun} begun" if begun else ""
    percent = 100 * solved(lines) // len(lines) if lines else 0
    return f"{solved(lines)} of {count(len(lines), 'kata')} solved ({percent} %){under_way}"
