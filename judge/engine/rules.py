"""What an execution is allowed, and what counts as a failure."""

from __future__ import annotations

from dataclasses import dataclass, field

from judge.engine.result import ClockMode


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of an execution.

    ``step_limit`` bounds announced accesses and lock operations, ``turn_limit`` turns of loops,
    ``thread_limit`` threads. ``waiting_must_block`` makes spinning and polling failures, in the
    files named by ``judged`` if there are any, else everywhere. ``assertions`` are the exception
    types that mean a wrong result, ``undecided`` those by which a test says that it cannot tell.
    """

    clock: ClockMode = ClockMode.ADVERSARIAL
    step_limit: int = 20_000
    turn_limit: int = 50_000
    thread_limit: int = 200
    print_limit: int = 1_048_576
    waiting_must_block: bool = False
    judged: frozenset[str] = frozenset()
    assertions: tuple[type[BaseException], ...] = field(default=(AssertionError,))
    undecided: tuple[type[BaseException], ...] = ()
