"""The threads of a game: where each of them is, and what it is about to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from textwrap import dedent

import click

from judge.cli.lanes import SEPARATOR, is_test
from judge.cli.plain import TAB, columns, cut, pad, visible, wrap
from judge.play.moment import Moment, Readiness, Thread

NARROWEST = 36
WIDEST = 72
AROUND = 2
NUMBER = 4
MOST_SINGLE_KEYS = 9
JOINS = "to end"
Texts = Mapping[str, Sequence[str]]


def keys_of(moment: Moment) -> dict[str, Thread]:
    """Return which key stands for which thread that can run.

    It is the number of the thread, 0 for the main one; where there are too many threads for single
    digits, it is their place among those that can run.
    """
    if len(moment.threads) <= MOST_SINGLE_KEYS + 1:
        return {str(thread.index): thread for thread in moment.ready}
    return {str(place): thread for place, thread in enumerate(moment.ready, 1)}


def panels(moment: Moment, texts: Texts, width: int, *, colour: bool) -> Iterator[str]:
    """Yield the threads that have not ended, side by side where that is wide enough."""
    keys = {thread.index: key for key, thread in keys_of(moment).items()}
    live = [one for one in moment.threads if one.readiness is not Readiness.ENDED]
    shown = [one for one in live if not one.doing.endswith(JOINS)]
    each = (width - len(SEPARATOR) * (len(shown) - 1)) // max(1, len(shown))
    if each >= NARROWEST:
        yield from _beside([*shown], keys, texts, min(each, WIDEST), colour)
    else:
        for thread in shown:
            yield from _panel(thread, keys, texts, min(width, WIDEST), colour, short=True)
    for thread in live:
        if thread not in shown:
            yield _style(cut(f"- {title(thread)}", width), colour, dim=True)
    ended = ", ".join(
        visible(one.name) for one in moment.threads if one.readiness is Readiness.ENDED
    )
    if ended:
        yield _style(cut(f"- ended: {ended}", width), colour, dim=True)


def _beside(
    threads: list[Thread], keys: Mapping[int, str], texts: Texts, each: int, colour: bool
) -> Iterator[str]:
    made = [[*_panel(one, keys, texts, each, colour, short=False)] for one in threads]
    for row in zip_longest(*made, fillvalue=" " * each):
        yield SEPARATOR.join(row).rstrip()


def _panel(
    thread: Thread, keys: Mapping[int, str], texts: Texts, width: int, colour: bool, *, short: bool
) -> Iterator[str]:
    """Yield a thread as lines: its key, and the source around it.

    They are all ``width`` wide, unless it is to be ``short``.
    """
    ready, fit = thread.index in keys, cut if short else pad
    mark = keys.get(thread.index, "-")
    for text in wrap(title(thread), width, first=f"{mark} ", rest="  ", lines=2):
        yield _style(fit(text, width), colour, bold=ready, dim=not ready)
    around = 0 if short and not ready else AROUND - short
    for line, code, current in source_around(thread, texts, around):
        text = fit(f"{'>' if current else ' '}{line:>{NUMBER}} {code}", width)
        yield _style(text, colour, bold=current and ready, dim=not current)


def title(thread: Thread) -> str:
    """Return a thread's name and what it does next, or what it waits for."""
    where = f" ({place(thread)})" if thread.line is not None else ""
    return visible(f"{thread.name}{where}: {thread.doing}")


def place(thread: Thread) -> str:
    """Return where a thread is."""
    stem = (thread.file or "").rpartition("/")[2].removesuffix(".py")
    return f"test, line {thread.line}" if is_test(stem) else f"line {thread.line}"


def source_around(thread: Thread, texts: Texts, around: int) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines around that of a thread: number, text, and whether it is the one."""
    if thread.line is None or thread.file is None or thread.file not in texts:
        return
    lines = texts[thread.file]
    first, last = max(1, thread.line - around), min(len(lines), thread.line + around)
    block = "\n".join(
        visible(lines[number - 1].replace("\t", TAB)) for number in range(first, last + 1)
    )
    for number, code in enumerate(dedent(block).split("\n"), first):
        yield number, code, number == thread.line


def spoken(moment: Moment, texts: Texts, width: int) -> Iterator[str]:
    """Yield the threads one after the other, in sentences, those that can run first."""
    keys = {thread.index: key for key, thread in keys_of(moment).items()}
    for thread in sorted(moment.threads, key=lambda one: one.index not in keys):
        name = visible(thread.name)
        if thread.readiness is Readiness.ENDED:
            yield f"{name} has ended."
            continue
        key = keys.get(thread.index)
        state = f"key {key}, next it {thread.doing}" if key else f"blocked, it {thread.doing}"
        yield from wrap(visible(f"{name}: {state}."), width, rest="  ")
        for _, code, _ in source_around(thread, texts, 0):
            yield from wrap(f"{place(thread)}: {code}", width, first="  ", rest="    ")


def _style(text: str, colour: bool, *, bold: bool = False, dim: bool = False) -> str:
    if not colour or not columns(text):
        return text
    return click.style(text, bold=bold or None, dim=dim or None)
