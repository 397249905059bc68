"""The engine's record of a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from greenlet import greenlet

from judge.engine.operation import BEGIN, Operation

FIRST_IDENT = 1000


class Task:
    """One thread of the program under test, run as a greenlet.

    ``pending`` is what it does next, ``waiting_on`` the lock it is parked at, ``deadline`` the
    virtual time (in ticks) at which its timer may fire. ``progress`` grows whenever the task
    writes shared data, is notified, or gets a lock it had to wait for while others wrote; loops
    that go round without it are spinning. ``looks`` counts its looks at the
    clock. ``ran_at`` and ``yielded_at`` are the numbers of steps
    taken by all when it last lost control, and when it last let others go first.
    """

    __slots__ = (
        "begun",
        "daemon",
        "deadline",
        "expiries",
        "finished",
        "footprint",
        "function",
        "greenlet",
        "ident",
        "idle",
        "idle_since",
        "index",
        "looks",
        "name",
        "parked",
        "pending",
        "progress",
        "ran_at",
        "sentinel",
        "thread",
        "waiting_on",
        "writes_seen",
        "yielded_at",
    )

    def __init__(self, index: int, function: Callable[[], Any], *, daemon: bool) -> None:
        self.index = index
        self.ident = FIRST_IDENT + index
        self.function = function
        self.daemon = daemon
        self.name = "MainThread" if index == 0 else f"task {index}"
        self.greenlet: greenlet
        self.begun = False
        self.thread: Any = None
        self.pending: Operation = BEGIN
        self.parked = False
        self.finished = False
        self.footprint: Any = None
        self.waiting_on: Any = None
        self.deadline: int | None = None
        self.sentinel: Any = None
        self.progress = 0
        self.expiries = 0
        self.writes_seen = 0
        self.idle = 0
        self.idle_since = 0
        self.looks = 0
        self.ran_at = -1
        self.yielded_at = 0

    def __repr__(self) -> str:
        return f"<task {self.index} {self.name} {self.pending!r}>"
