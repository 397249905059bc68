"""Swim lanes: the story of one execution, one column per thread, time running downwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from judge.cli.plain import columns, pad, visible, wrap
from judge.engine.result import TraceStep

NARROWEST = 22
NAME_WIDTH = 14
SEPARATOR = " │ "
TAKEN = "-- control taken --"
# What a thread does last when it gives control up by itself.
GIVES_UP = ("waits", "sleeps", "blocks", "joins", "yields", "ends", "finishes", "returns", "raises")
FIRST_LINES, LAST_LINES = 15, 60


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one thread did at one line before another line or thread came on."""

    thread: str
    label: str
    code: str
    events: tuple[str, ...]
    taken: bool = False


def lanes(trace: Sequence[TraceStep], width: int = 80) -> list[str]:
    """Return the story as lines of at most ``width`` columns, empty for an empty trace.

    Each thread has its column while they are wide enough to read, else each line names its
    thread. Of a very long story the middle is left out.
    """
    cells = fold(trace)
    if not cells:
        return []
    threads = list(dict.fromkeys(cell.thread for cell in cells))
    each = (width - len(SEPARATOR) * (len(threads) - 1)) // len(threads)
    if each >= NARROWEST:
        body = in_columns(shorten(cells), threads, each)
    else:
        body = in_a_list(shorten(cells), min(NAME_WIDTH, max(map(columns, threads))), width)
    return [*(line.rstrip() for line in body), *waiting(cells, width), *legend(cells)]


def fold(trace: Sequence[TraceStep]) -> list[Cell]:
    """Join the steps a thread takes at one line without leaving it, and mark preemptions."""
    groups: list[list[TraceStep]] = []
    for step in trace:
        if groups and _place(groups[-1][-1]) == _place(step):
            groups[-1].append(step)
        else:
            groups.append([step])
    several = len({step.file for step in trace}) > 1
    taken = set(preempted([group[-1] for group in groups]))
    return [_cell(group, several, n in taken) for n, group in enumerate(groups)]


def _place(step: TraceStep) -> tuple[str, str, int, str]:
    return step.thread, step.file, step.line, step.code


def _cell(group: Sequence[TraceStep], several: bool, taken: bool) -> Cell:
    step = group[0]
    return Cell(
        thread=visible(step.thread),
        label=place_label(step, several),
        code=" ".join(visible(step.code).split()),
        events=tuple(counted([visible(one.event) for one in group if one.event])),
        taken=taken,
    )


def place_label(step: TraceStep, several: bool) -> str:
    """Return the line number, with the file's short name when it is a test's among others."""
    name = PurePath(step.file).stem
    if several and (name == "test" or name.startswith("test_")):
        return f"test:{step.line}"
    return str(step.line)


def counted(events: Sequence[str]) -> Iterator[str]:
    """Yield each event once where it comes several times in a row, and how often it came."""
    start = 0
    for n, event in enumerate(events):
        if n + 1 == len(events) or events[n + 1] != event:
            times = n + 1 - start
            yield event if times == 1 else f"{event} ({times} times)"
            start = n + 1


def preempted(lasts: Sequence[TraceStep]) -> Iterator[int]:
    """Yield where a thread lost control although it could have gone on, and later did.

    A trace does not name its preemptions: a thread that comes back and had not given control
    up itself was preempted.
    """
    ahead: set[str] = set()
    for n in range(len(lasts) - 1, -1, -1):
        step = lasts[n]
        switched = n + 1 < len(lasts) and lasts[n + 1].thread != step.thread
        if switched and step.thread in ahead and not step.event.startswith(GIVES_UP):
            yield n
        ahead.add(step.thread)


def shorten(cells: Sequence[Cell]) -> list[Cell | int]:
    """Return the cells; in place of the middle of a very long story, how many it has."""
    left_out = len(cells) - FIRST_LINES - LAST_LINES
    if left_out <= 1:
        return [*cells]
    return [*cells[:FIRST_LINES], left_out, *cells[-LAST_LINES:]]


def in_columns(cells: Sequence[Cell | int], threads: list[str], each: int) -> Iterator[str]:
    """Yield the lines of a story with one column of ``each`` terminal columns per thread."""
    yield SEPARATOR.join(pad(thread, each) for thread in threads)
    yield "─┼─".join("─" * each for _ in threads)
    for cell in cells:
        if isinstance(cell, int):
            yield left_out_line(cell)
            continue
        for text in cell_lines(cell, each):
            yield SEPARATOR.join(pad(text if t == cell.thread else "", each) for t in threads)


def in_a_list(cells: Sequence[Cell | int], name_width: int, width: int) -> Iterator[str]:
    """Yield the lines of a story as a list whose every entry names its thread."""
    for cell in cells:
        if isinstance(cell, int):
            yield left_out_line(cell)
            continue
        name = cell.thread
        for text in cell_lines(cell, width - name_width - 2):
            yield f"{pad(name, name_width)}  {text}"
            name = ""


def cell_lines(cell: Cell, width: int) -> Iterator[str]:
    """Yield a cell's source line, its events, and the mark of a preemption."""
    number = f"{cell.label:>3}  "
    yield from wrap(cell.code, width, first=number, rest=" " * len(number), lines=3)
    indent = " " * len(number)
    if cell.events:
        events = ", ".join(cell.events)
        yield from wrap(events, width, first=f"{indent}· ", rest=f"{indent}  ", lines=4)
    if cell.taken:
        yield TAKEN


def left_out_line(count: int) -> str:
    """Return the line that stands for the middle of a very long story."""
    return f"… {count} lines of the story left out (--format json has them all) …"


def waiting(cells: Sequence[Cell], width: int) -> Iterator[str]:
    """Yield who was still waiting for what when the story ended."""
    last = {cell.thread: cell for cell in cells}
    stuck = [c for c in last.values() if c.events and c.events[-1].startswith("waits")]
    if stuck:
        yield ""
        yield "At the end:"
    for cell in stuck:
        text = f"{cell.thread} {cell.events[-1]}, line {cell.label}"
        yield from wrap(text, width, first="  ", rest="    ")


def legend(cells: Sequence[Cell]) -> Iterator[str]:
    """Yield what the mark of a preemption means, if there is one."""
    if any(cell.taken for cell in cells):
        yield ""
        yield f"{TAKEN} the thread could have gone on, but another one ran first"
