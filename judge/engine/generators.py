"""Generators that threads share: what they keep between two resumptions is not announced."""

from __future__ import annotations

from types import GeneratorType
from typing import Any

from judge.engine.current import CURRENT

CAVEAT = "a generator is shared by threads, and what it keeps is not seen"


def resume(iterator: Any, *default: Any) -> Any:
    """Return ``next(iterator)``, and note who has asked for it."""
    note_resumed(iterator)
    return next(iterator, *default)


def note_resumed(value: Any) -> None:
    """Note that the current task resumes ``value``; the claim is lowered for the second task."""
    execution = CURRENT.execution
    if execution is None or execution.over or type(value) is not GeneratorType:
        return
    frame = execution.memory.location(value, "frame", ("generator", value.__name__))
    if frame.first is None:
        frame.first = execution.task
    elif frame.first is not execution.task:
        execution.caveats.add(CAVEAT)
