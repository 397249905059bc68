"""What a task does next, as every strategy, report and trace sees it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

WHOLE = "*"


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


class Location:
    """A place that tasks share: a field of an object, a variable, an element, a lock.

    ``label`` is the same in every execution (``("Account", "balance")``), ``address`` that of the
    object, ``whole`` the location of the container this one is an element of, or the location
    itself. Sharing is tracked on ``whole``: ``first`` is the first task seen, ``several`` and
    ``written`` become true for good.
    """

    __slots__ = (
        "_read",
        "_write",
        "address",
        "field",
        "first",
        "label",
        "serial",
        "several",
        "shared",
        "whole",
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
        self.whole = self if whole is None else whole
        self.shared = False
        self.first: Any = None
        self.several = False
        self.written = False
        self._read: Operation | None = None
        self._write: Operation | None = None

    def operation(self, writes: bool) -> Operation:
        """Return the operation that reads, or writes, this location."""
        if writes:
            if self._write is None:
                self._write = Operation(Kind.WRITE, self, writes=True)
            return self._write
        if self._read is None:
            self._read = Operation(Kind.READ, self, writes=False)
        return self._read


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


def conflict(one: Operation, other: Operation) -> bool:
    """Return whether the order of two operations can make a difference."""
    here, there = one.location, other.location
    if here is None or there is None or not (one.writes or other.writes):
        return False
    if here is there:
        return True
    return here.whole is there.whole and (here is here.whole or there is there.whole)


BEGIN = Operation(Kind.BEGIN, None, writes=False)
SLEEP = Operation(Kind.SLEEP, None, writes=False)
