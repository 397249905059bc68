"""The hints of a kata, given out one at a time."""

from __future__ import annotations

from dataclasses import dataclass

from judge.cli.sections import sections
from judge.cli.state import State
from judge.katas import Kata

TITLE = "hint"


@dataclass(frozen=True, kw_only=True)
class Given:
    """The hints to show now, as Markdown, and the line that says how to go on."""

    text: str
    advice: str


def hints_of(kata: Kata) -> list[str]:
    """Return the hints of a kata, none if it has no file of them."""
    if not kata.hints.is_file():
        return []
    found = sections(kata.hints.read_text("utf-8"))
    return [section.body for section in found if section.title.lower().startswith(TITLE)]


def next_hint(kata: Kata, state: State) -> Given:
    """Return one hint more than the last time, and remember that it was given."""
    hints, shown = hints_of(kata), state.record(kata.name).hints
    if shown >= len(hints):
        return Given(text="", advice=no_more(kata, len(hints)))
    return given(kata, state, hints, range(shown, shown + 1))


def all_hints(kata: Kata, state: State) -> Given:
    """Return all hints, and remember that they were given."""
    hints = hints_of(kata)
    if not hints:
        return Given(text="", advice=no_more(kata, 0))
    return given(kata, state, hints, range(len(hints)))


def shown_hints(kata: Kata, state: State) -> Given:
    """Return the hints that were given so far; no text when there were none."""
    hints = hints_of(kata)
    shown = min(state.record(kata.name).hints, len(hints))
    if not shown:
        return Given(text="", advice=f"no hint for {kata.name} has been shown yet")
    return given(kata, state, hints, range(shown))


def given(kata: Kata, state: State, hints: list[str], numbers: range) -> Given:
    """Return some of the hints under their numbers, and remember how far they go."""
    parts = [f"## Hint {n + 1} of {len(hints)}\n\n{hints[n]}\n" for n in numbers]
    state.record_hints(kata.name, numbers.stop)
    return Given(text="\n".join(parts), advice=left(kata, len(hints) - numbers.stop))


def left(kata: Kata, count: int) -> str:
    """Return the line that says how many hints are left and how to see them."""
    if not count:
        return f"That was the last hint. The solution:  kata solution {kata.name}"
    hints = "1 more hint" if count == 1 else f"{count} more hints"
    return f"{hints}:  kata hint {kata.name}"


def no_more(kata: Kata, count: int) -> str:
    """Return what is said when no hint is left."""
    if not count:
        return f"There are no hints for {kata.name}. The solution:  kata solution {kata.name}"
    every = "The only hint" if count == 1 else f"All {count} hints"
    has = "has" if count == 1 else "have"
    return (
        f"{every} for {kata.name} {has} been shown.\n"
        f"  see them again:  kata hint {kata.name} --again\n"
        f"  the solution:    kata solution {kata.name}"
    )
