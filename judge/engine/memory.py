"""The objects and locations of one execution: who is who, and what several tasks share."""

from __future__ import annotations

import weakref
from typing import Any

from judge.engine.containers import CONTAINERS
from judge.engine.operation import WHOLE, Location


class Record:
    """What the engine knows of one object of the program: its serial number and its locations.

    ``plain`` is true of an object whose locations are its attributes and nothing else;
    ``attributes`` are those it had a dictionary for when it was first seen.
    """

    __slots__ = ("address", "attributes", "fields", "keep", "plain", "serial")

    def __init__(self, serial: int, address: int) -> None:
        self.serial = serial
        self.address = address
        self.keep: Any = None
        self.plain = False
        self.attributes: dict[str, Any] = {}
        self.fields: dict[Any, Location] = {}


class Memory:
    """What an execution knows of the program's objects.

    ``shared`` are the labels of the locations that this execution or an earlier one has seen
    several tasks access, one of them writing.
    """

    def __init__(self, shared: set[tuple[str, str]]) -> None:
        self.shared = shared
        self.records: dict[int, Record] = {}
        self.serials = 0

    def next_serial(self) -> int:
        """Return a number not given out before in this execution."""
        self.serials += 1
        return self.serials

    def record(self, owner: Any) -> Record:
        """Return the record of an object, which keeps it for the whole execution."""
        return self.records.get(id(owner)) or self._adopt(owner)

    def _adopt(self, owner: Any) -> Record:
        address = id(owner)
        record = Record(self.next_serial(), address)
        record.plain = not issubclass(type(owner), (type, *CONTAINERS))
        if record.plain and type(owner).__dictoffset__:
            record.attributes = object.__getattribute__(owner, "__dict__")
        try:
            record.keep = weakref.ref(owner, lambda _: self.records.pop(address, None))
        except TypeError:
            record.keep = owner
        self.records[address] = record
        return record

    def location(self, owner: Any, field: Any, label: tuple[str, str]) -> Location:
        """Return the location of ``field`` of ``owner``."""
        record = self.records.get(id(owner)) or self._adopt(owner)
        location = record.fields.get(field)
        if location is None:
            location = Location(label, field, serial=record.serial, address=record.address)
            location.shared = label in self.shared
            record.fields[field] = location
        return location

    def element(self, container: Any, key: Any) -> Location:
        """Return the location of one element of a container, or of the whole of it."""
        whole = self.location(container, WHOLE, (type(container).__name__, ""))
        if key is WHOLE:
            return whole
        record = self.records[id(container)]
        location = record.fields.get(key)
        if location is None:
            location = Location(
                whole.label, key, serial=record.serial, whole=whole, address=record.address
            )
            record.fields[key] = location
        return location

    def identity(self, owner: Any) -> int:
        """Return a number for ``owner`` that does not depend on where it lies in memory."""
        return self.record(owner).serial

    def forget(self) -> None:
        """Let go of every object; what is left then goes away without the garbage collector."""
        for record in self.records.values():
            for location in record.fields.values():
                location.let_go()
        self.records.clear()
