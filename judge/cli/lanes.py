"""Swim lanes: the story of one execution, one column per thread, time running downwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from judge.cli.plain import columns, pad, visible, wrap
from judge.engine.result import TraceStep

NARROWEST = 22
# Columns that are wider only put the threads farther apart.
WIDEST = 56
NAME_WIDTH = 14
SEPARATOR = " │ "
TAKEN = "-- control taken --"
# A thread gave control up by itself if it did one of these last, or does one of those next.
GIVES_UP = ("waits", "sleeps", "ends", "raises", "never")
COMES_BACK = ("has slept", "gives up waiting")
BEGINS = "starts"
FOR_EVER = "waits for ever"
FIRST_LINES, LAST_LINES = 15, 60
MOST_EVENTS = 6


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one thread did at one line before another line or thread came on."""

    thread: str
    label: str
    code: str
    events: tuple[str, ...]
    taken: bool = False

    @property
    def for_ever(self) -> bool:
        """Whether this only says how the story ended for the thread."""
        return all(event.startswith(FOR_EVER) for event in self.events or ("",))


def lanes(trace: Sequence[TraceStep], width: int = 80) -> list[str]:
    """Return the story as lines of at most ``width`` columns, empty for an empty trace.

    Each thread has its column while they are wide enough to read, else each line names its
    thread. Of a very long story the middle is left out.
    """
    cells = fold(trace)
    told = [cell for cell in cells if not cell.for_ever]
    threads = list(dict.fromkeys(cell.thread for cell in told))
    body = [line.rstrip() for line in rows(told, threads, width)] if told else []
    parts = [body, [*waiting(cells, width)], [*legend(told)]]
    return [line for part in parts if part for line in ("", *part)][1:]


def rows(told: Sequence[Cell], threads: list[str], width: int) -> Iterator[str]:
    """Yield the story itself, in columns or as a list."""
    each = (width - len(SEPARATOR) * (len(threads) - 1)) // len(threads)
    if each >= NARROWEST:
        return in_columns(shorten(told), threads, min(each, WIDEST))
    names = min(NAME_WIDTH, max(columns(short_name(thread)) for thread in threads))
    return in_a_list(shorten(told), names, width)


def fold(trace: Sequence[TraceStep]) -> list[Cell]:
    """Join the steps a thread takes at one line without leaving it, and mark preemptions."""
    groups: list[list[TraceStep]] = []
    for step in trace:
        if groups and _place(groups[-1][-1]) == _place(step):
            groups[-1].append(step)
        else:
            groups.append([step])
    prefixes = prefixes_of({step.file for step in trace})
    taken = set(preempted(groups))
    return [_cell(group, prefixes, n in taken) for n, group in enumerate(groups)]


def _place(step: TraceStep) -> tuple[str, str, int, bool]:
    return step.thread, step.file, step.line, step.event.startswith(FOR_EVER)


def _cell(group: Sequence[TraceStep], prefixes: Mapping[str, str], taken: bool) -> Cell:
    step = group[0]
    return Cell(
        thread=visible(step.thread),
        label=f"{prefixes[step.file]}{step.line}",
        code=" ".join(visible(step.code).split()),
        events=tuple(counted([visible(one.event) for one in group if one.event])),
        taken=taken,
    )


def prefixes_of(files: Collection[str]) -> dict[str, str]:
    """Return for each file what stands before its line numbers.

    That is nothing for the only file, or for the only one among tests; else the short name.
    """
    paths = {file: PurePath(file) for file in files}
    tests = [file for file, path in paths.items() if is_test(path.stem)]
    if len(files) == 1 or len(tests) > 1:
        tests = []
    names = Counter(short_file(path) for path in paths.values())
    prefixes = {}
    for file, path in paths.items():
        short = short_file(path)
        name = short if names[short] == 1 else str(path.with_suffix(""))
        prefixes[file] = f"{visible(name)}:" if len(files) - len(tests) > 1 else ""
    return {file: "test:" if file in tests else prefix for file, prefix in prefixes.items()}


def is_test(stem: str) -> bool:
    """Return whether a file of that name holds tests."""
    return stem == "test" or stem.startswith("test_")


def short_file(path: PurePath) -> str:
    """Return a file's name without its ending; of a package that of its folder."""
    return path.parent.name if path.stem == "__init__" else path.stem


def counted(events: Sequence[str]) -> Iterator[str]:
    """Yield each event once where it comes several times in a row, and how often it came."""
    start = 0
    for n, event in enumerate(events):
        if n + 1 == len(events) or events[n + 1] != event:
            times = n + 1 - start
            yield event if times == 1 else f"{event} ({times} times)"
            start = n + 1


def preempted(groups: Sequence[Sequence[TraceStep]]) -> Iterator[int]:
    """Yield where a thread lost control although it could have gone on, and later did.

    A trace does not name its preemptions: a thread that comes back and had not given control
    up itself was preempted.
    """
    ahead: dict[str, TraceStep] = {}
    for n in range(len(groups) - 1, -1, -1):
        last = groups[n][-1]
        switched = n + 1 < len(groups) and groups[n + 1][-1].thread != last.thread
        back = ahead.get(last.thread)
        if switched and back and not given_up(last, back):
            yield n
        ahead[last.thread] = groups[n][0]


def given_up(last: TraceStep, back: TraceStep) -> bool:
    """Return whether a thread that went from one step to another gave control up in between."""
    if last.event.startswith(GIVES_UP) or back.event.startswith(COMES_BACK):
        return True
    # Its own beginning; "starts Thread-2" is what it does to another.
    return back.event == BEGINS


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
        name = short_name(cell.thread)
        for text in cell_lines(cell, width - name_width - 2):
            yield f"{pad(name, name_width)}  {text}"
            name = ""


def short_name(thread: str) -> str:
    """Return a thread's name; a long one without the function that ``threading`` adds to it."""
    return thread if columns(thread) <= NAME_WIDTH else thread.partition(" (")[0]


def cell_lines(cell: Cell, width: int) -> Iterator[str]:
    """Yield a cell's source line, its events, and the mark of a preemption."""
    number = f"{cell.label:>2}  "
    longest = max(map(columns, cell.code.split()), default=0)
    if ":" in cell.label and columns(number) + longest > width:
        # The name of a file is long enough for a line of its own.
        yield from wrap(cell.label, width)
        number = "    "
    yield from wrap(cell.code, width, first=number, rest="    ", lines=3)
    for event in few(cell.events):
        yield from wrap(event, width, first="  · ", rest="    ", lines=3)
    if cell.taken:
        yield TAKEN


def few(events: Sequence[str]) -> list[str]:
    """Return the events at one line; of very many the first ones and the last."""
    if len(events) <= MOST_EVENTS:
        return [*events]
    left_out = len(events) - MOST_EVENTS + 1
    return [*events[: MOST_EVENTS - 2], f"… {left_out} more …", events[-1]]


def left_out_line(count: int) -> str:
    """Return the line that stands for the middle of a very long story."""
    return f"… {count} lines of the story left out (--format json has them all) …"


def waiting(cells: Sequence[Cell], width: int) -> Iterator[str]:
    """Yield who was still waiting for what when the story ended.

    That others wait for a thread in which an exception was raised is no part of the story.
    """
    last = {cell.thread: cell for cell in cells}
    stuck = [c for c in last.values() if c.events and c.events[-1].startswith("waits")]
    if stuck and not any(event.startswith("raises") for event in cells[-1].events):
        yield "At the end:"
        for cell in stuck:
            at = cell.label if ":" in cell.label else f"line {cell.label}"
            text = f"{cell.thread} {cell.events[-1]}, at {at}: {cell.code}"
            yield from wrap(text, width, first="  ", rest="    ")


def legend(cells: Sequence[Cell]) -> Iterator[str]:
    """Yield what the mark of a preemption means, if there is one."""
    if any(cell.taken for cell in cells):
        yield f"{TAKEN} the thread could have gone on, but another one ran first"
