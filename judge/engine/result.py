"""What the engine hands back: outcomes, claims, failures and explorations, all plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OutcomeKind(StrEnum):
    """How one execution ended: a fact, not yet a verdict.

    ``CUT`` is one that the strategy gave up, because it has seen what follows or because an
    unfair schedule would go on for ever; it is no failure. ``UNDECIDED`` is one whose test could
    not tell whether it was right, which is the fault of the test.
    """

    FINISHED = "finished"
    ASSERTION = "assertion"
    EXCEPTION = "exception"
    DEADLOCK = "deadlock"
    LOST_WAKEUP = "lost_wakeup"
    LEAK = "leak"
    NOT_CONCURRENT = "not_concurrent"
    BUSY_WAIT = "busy_wait"
    POLLING = "polling"
    LIVELOCK = "livelock"
    STARVATION = "starvation"
    ENDLESS_LOOP = "endless_loop"
    STEP_LIMIT = "step_limit"
    OUTPUT = "output"
    DIVERGED = "diverged"
    UNDECIDED = "undecided"
    CUT = "cut"


class Claim(StrEnum):
    """What an exploration that found no failure may say of the executions it did not run."""

    COMPLETE = "complete"
    COMPLETE_TO_BOUND = "complete_to_bound"
    SAMPLED = "sampled"


class ClockMode(StrEnum):
    """How virtual time moves.

    On the *fair* clock time moves only when no task can run. On the *adversarial* clock any
    waiting timer may fire whenever the scheduler likes, because a thread may be delayed for any
    length of time.
    """

    FAIR = "fair"
    ADVERSARIAL = "adversarial"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One task that could not go on when an execution ended, and what it was waiting for.

    ``made_on`` is the line that made what it was waiting for, where that is known.
    """

    thread: str
    waits_for: str
    file: str
    line: int
    code: str
    holder: str | None = None
    held_since: int | None = None
    made_on: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How an execution ended.

    ``thread`` is the task the outcome is told of, ``error`` the exception's type name where one
    was raised, ``waiting`` the tasks that were stuck.
    """

    kind: OutcomeKind
    message: str = ""
    thread: str | None = None
    error: str | None = None
    file: str | None = None
    line: int | None = None
    waiting: tuple[Waiting, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the execution ended in anything but good order."""
        return self.kind not in (OutcomeKind.FINISHED, OutcomeKind.CUT)

    @property
    def endless(self) -> bool:
        """Whether the execution was ended because it did not end by itself."""
        return self.kind in (OutcomeKind.STEP_LIMIT, OutcomeKind.ENDLESS_LOOP)


@dataclass(frozen=True, kw_only=True)
class TraceStep:
    """One line of the story: which thread did what, at which line of whose source."""

    thread: str
    file: str
    line: int
    code: str
    event: str


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A failing execution: how it ended, the schedule that replays it, and its story.

    ``fewest`` is true when bounded search has shown that it takes that many ``preemptions``.
    """

    outcome: Outcome
    schedule: str
    preemptions: int
    trace: tuple[TraceStep, ...]
    fewest: bool = False


@dataclass(frozen=True, kw_only=True)
class Exploration:
    """What exploring one program came to.

    ``decisions`` counts the scheduling points at which more than one task could run, ``steps``
    all announced accesses and lock operations, over all ``executions``. A replay claims nothing.
    """

    claim: Claim | None
    executions: int
    strategy: str
    seed: int
    failure: Failure | None = None
    preemption_bound: int | None = None
    decisions: int = 0
    steps: int = 0
    note: str | None = None
