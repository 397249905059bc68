"""What a task does next, as every strategy, report and trace sees it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

WHOLE = "*"
LOCK = "lock"


class Kind(StrEnum):
    """The kinds of pending operation."""

    BEGIN = "begin"
    READ = "read"
    WRITE = "write"
    ACQUIRE = "acquire"
    TRY_ACQUIRE = "try_acquire"
    WAIT = "wait"
    JOIN = "join"
    SLEEP = "sleep"
    RELEASE = "release"
    LOOK = "look"


class Location:
    """A place that tasks share: a field of an object, a variable, an element, a lock.

    ``label`` is the same in every execution (``("Account", "balance")``), ``address`` that of the
    object, ``whole`` the location of the container this one is an element of, or the location
    itself. Sharing is tracked on ``whole``: ``first`` is the first task seen, ``several`` and
    ``written`` become true for good.
    """

    __slots__ = (
        "address",
        "field",
        "first",
        "label",
        "read",
        "serial",
        "several",
        "shared",
        "whole",
        "write",
        "written",
    )

    def __init__(
        self,
        label: tuple[str, str],
        field: Any,
        *,
        serial: int,
        whole: Location | None = None,
        address: int = 0,
    ) -> None:
        self.label = label
        self.field = field
        self.serial = serial
        self.address = address
        self.whole: Any = self if whole is None else whole
        self.shared = False
        self.first: Any = None
        self.several = False
        self.written = False
        self.read = Operation(Kind.READ, self, writes=False)
        self.write = Operation(Kind.WRITE, self, writes=True)

    def let_go(self) -> None:
        """Drop the references that go round in a circle; the location is of no use any more."""
        self.whole = None
        del self.read, self.write


class Resource(Location):
    """The location of a lock or of a thread's end: taken and given back, never read or written."""

    __slots__ = ()

    def __init__(self, kind: str, *, serial: int) -> None:
        self.label = (kind, "")
        self.field = LOCK
        self.serial = serial
        self.address = 0
        self.shared = True
        # It is its own whole; saying so with a reference to itself would cost a collection.
        self.whole = serial


class Clock(Location):
    """Virtual time as a location: tasks look at it, and a timer that fires moves it on."""

    __slots__ = ()

    def __init__(self, *, serial: int) -> None:
        super().__init__(("the clock", ""), "now", serial=serial)
        self.read = Operation(Kind.LOOK, self, writes=False)


class Operation:
    """A pending operation: its kind, the location it touches, and whether it writes there."""

    __slots__ = ("kind", "location", "writes")

    def __init__(self, kind: Kind, location: Location | None, *, writes: bool) -> None:
        self.kind = kind
        self.location = location
        self.writes = writes

    def __repr__(self) -> str:
        where = ".".join(self.location.label) if self.location else ""
        return f"<{self.kind.value} {where}>"


BEGIN = Operation(Kind.BEGIN, None, writes=False)
SLEEP = Operation(Kind.SLEEP, None, writes=False)
RELEASE = Operation(Kind.RELEASE, None, writes=False)
