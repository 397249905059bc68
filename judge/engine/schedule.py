"""Schedules: the choices of an execution as blocks, and their form as a short string.

A block is a task and the number of steps it takes in a row. Steps count every announced access,
whether or not it was worth a decision, so a schedule means the same in every process. A ``~`` after
the last block says that from there on everybody takes one step in turn.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from judge.engine.result import ClockMode

VERSION = "1"
PYTHON = f"{sys.version_info.major}{sys.version_info.minor}"
CLOCKS = {"a": ClockMode.ADVERSARIAL, "f": ClockMode.FAIR}
SHAPE = re.compile(
    r"(\d+)\.(\d{2,4})\.([af])\.([0-9a-f]{8})\.((?:\d+-\d+(?:_\d+-\d+)*)?)(~?)\.(.+)"
)

Blocks = tuple[tuple[int, int], ...]


class ScheduleError(ValueError):
    """A schedule string that cannot be replayed here; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A schedule, with what it can be replayed on: the interpreter, the sources, the scenario."""

    blocks: Blocks
    scenario: str
    digest: str
    clock: ClockMode = ClockMode.ADVERSARIAL
    python: str = PYTHON
    lockstep: bool = False

    def encode(self) -> str:
        """Return the schedule as one word."""
        clock = "f" if self.clock is ClockMode.FAIR else "a"
        blocks = "_".join(f"{task}-{steps}" for task, steps in self.blocks)
        tail = "~" if self.lockstep else ""
        return f"{VERSION}.{self.python}.{clock}.{self.digest}.{blocks}{tail}.{self.scenario}"


def decode(text: str) -> Schedule:
    """Read a schedule string; raises ``ScheduleError`` when it cannot be replayed here."""
    match = SHAPE.fullmatch(text.strip())
    if match is None:
        raise ScheduleError("not a schedule; copy the whole line that the report printed")
    version, python, clock, digest, blocks, tail, scenario = match.groups()
    if version != VERSION:
        raise ScheduleError("the schedule is from another version of kata; run kata test again")
    if python != PYTHON:
        there, here = f"{python[0]}.{python[1:]}", f"{PYTHON[0]}.{PYTHON[1:]}"
        raise ScheduleError(
            f"the schedule was recorded on Python {there}, this is {here}; "
            f"replay it with Python {there}, or run kata test again"
        )
    pairs = [pair.split("-") for pair in blocks.split("_") if pair]
    return Schedule(
        blocks=tuple((int(task), int(steps)) for task, steps in pairs),
        scenario=scenario,
        digest=digest,
        clock=CLOCKS[clock],
        python=python,
        lockstep=bool(tail),
    )


def digest_of(texts: Iterable[str]) -> str:
    """Return the short hash of the sources that a schedule belongs to."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text.encode()).digest())
    return whole.hexdigest()[:8]
