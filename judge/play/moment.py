"""A moment of the game: who can run, where everybody is, and what happened so far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from judge.engine.result import Outcome, TraceStep


class Readiness(StrEnum):
    """What a thread can do at a moment."""

    READY = "ready"
    BLOCKED = "blocked"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Thread:
    """One thread: ``doing`` is what it does next, or what it waits for.

    ``index`` is its number in the order of starting, 0 for the main thread; ``file`` and ``line``
    say where it is, None while it is nowhere in the program.
    """

    index: int
    name: str
    readiness: Readiness
    doing: str = ""
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Where an execution stands after ``choices``.

    ``last`` took the last step. ``outcome`` is None while there is something to choose.
    """

    choices: tuple[int, ...]
    preemptions: int
    threads: tuple[Thread, ...] = ()
    last: int | None = None
    story: tuple[TraceStep, ...] = ()
    outcome: Outcome | None = None

    @property
    def broken(self) -> bool:
        """Whether the program has failed."""
        return self.outcome is not None and self.outcome.failed

    @property
    def ready(self) -> tuple[Thread, ...]:
        """The threads to choose from, none once it is over."""
        if self.outcome is not None:
            return ()
        return tuple(one for one in self.threads if one.readiness is Readiness.READY)

    @property
    def can_carry_on(self) -> bool:
        """Whether the thread that took the last step can take another one."""
        return any(thread.index == self.last for thread in self.ready)
