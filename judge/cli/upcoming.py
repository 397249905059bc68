"""Which kata to do next, and with which commands."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from judge.cli.state import Standing
from judge.katas import Kata

Standings = Mapping[str, Standing]


def unsolved(katas: Sequence[Kata], standings: Standings) -> list[Kata]:
    """Return the katas that are not solved: those that were begun, then in the order given."""
    left = [kata for kata in katas if standings.get(kata.name) is not Standing.SOLVED]
    return sorted(left, key=lambda kata: kata.name not in standings)


def upcoming(katas: Sequence[Kata], standings: Standings, but: str | None = None) -> Kata | None:
    """Return the kata to do next, None when all are solved; ``but`` is one to leave out."""
    left = [kata for kata in unsolved(katas, standings) if kata.name != but]
    return left[0] if left else None


def summary(kata: Kata, standing: Standing | None) -> str:
    """Return a kata in one line."""
    how_far = f", {standing.value}" if standing else ""
    return f"{kata.name}: {kata.title} ({kata.difficulty}{how_far})"


def commands(kata: Kata, path: Path | None) -> list[str]:
    """Return the commands to go on with, each with what it does; ``path`` is one's file."""
    name = kata.name
    file = "" if path is None or path == Path(f"{name}.py") else f" {shlex.quote(str(path))}"
    first = [("begin", f"kata start {name}")] if path is None else []
    if kata.is_quiz:
        first.append(("answer the questions", f"kata quiz {name}{file}"))
    told = [
        ("read the task", f"kata show {name}"),
        *first,
        ("judge your file", f"kata test {name}{file}"),
        ("judge it whenever you save it", f"kata watch {name}{file}"),
        ("get a hint", f"kata hint {name}"),
    ]
    widest = max(len(what) for what, _ in told) + 1
    return [f"  {what + ':':<{widest}}  {command}" for what, command in told]
