"""What a step touched, comparable from one execution to the next, and which steps depend.

A step runs from one scheduling point to the next: the operation it was announced with, and the
locks it gave back, the waiters it woke and the ends it brought about on its way.
"""

from __future__ import annotations

from judge.engine.operation import WHOLE, Kind, Operation
from judge.engine.task import Task

RESOURCES = frozenset({Kind.ACQUIRE, Kind.TRY_ACQUIRE, Kind.WAIT, Kind.JOIN})


class Footprint:
    """The part of a step that can matter to others.

    ``serial`` and ``field`` name the location; ``may_fail`` is true of an operation whose result
    depends on whether a lock is free or a thread has ended: one that does not wait, or not for
    ever; so does a look at the clock on whether a timer has fired. ``released`` are the serials of
    what the step gave back, the clock's if a timer fired; ``foreign`` those of locks that it gave
    back though somebody else had taken them, or tried to though nobody had.
    """

    __slots__ = ("field", "foreign", "kind", "may_fail", "released", "serial", "writes")

    def __init__(self, operation: Operation, *, may_fail: bool) -> None:
        location = operation.location
        self.kind = operation.kind
        self.serial = 0 if location is None else location.serial
        self.field = None if location is None else location.field
        self.writes = operation.writes
        self.may_fail = may_fail
        self.released: tuple[int, ...] = ()
        self.foreign: tuple[int, ...] = ()


def pending_footprint(task: Task) -> Footprint:
    """Return the footprint of what a task does next; what it will release is not known yet."""
    operation = task.pending
    may_fail = operation.kind in (Kind.TRY_ACQUIRE, Kind.LOOK) or (
        task.deadline is not None and operation.kind in RESOURCES
    )
    return Footprint(operation, may_fail=may_fail)


def dependent(one: Footprint, other: Footprint) -> bool:
    """Return whether the order of two steps can make a difference."""
    same_place = (
        one.serial == other.serial != 0
        and (one.writes or other.writes)
        and (one.field == other.field or WHOLE in (one.field, other.field))
    )
    return (
        same_place
        or (one.may_fail and one.serial in other.released)
        or (other.may_fail and other.serial in one.released)
        or (one.foreign != () and _refusable(one, other))
        or (other.foreign != () and _refusable(other, one))
    )


def _refusable(one: Footprint, other: Footprint) -> bool:
    """Return whether ``other`` decides if the lock that ``one`` gives back is held by then."""
    for serial in one.foreign:
        refused = serial not in one.released
        if serial in other.released + other.foreign or (refused and acquires(other, serial)):
            return True
    return False


def acquires(footprint: Footprint, serial: int) -> bool:
    """Return whether a step takes the lock with that serial, or tries to."""
    return footprint.serial == serial and footprint.kind in RESOURCES
