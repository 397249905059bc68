# ruff: noqa
"""Dataclasses under postponed annotations, which look for their module while they are made."""

from __future__ import annotations

import dataclasses
import threading
import typing
from dataclasses import dataclass, field


@dataclass
class Plain:
    name: str
    n: int = 0
    items: list[int] = field(default_factory=list)
    total: typing.ClassVar[int] = 0
    late: dataclasses.InitVar[int] = 5

    def __post_init__(self, late):
        self.n += late
        Plain.total += 1


@dataclass(slots=True)
class Slotted:
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    n: int = 1

    def up(self):
        with self.lock:
            self.n += 1
        return self.n


@dataclass(frozen=True, order=True, kw_only=True)
class Frozen:
    a: int
    b: tuple[int, ...] = ()


@dataclass(eq=False)
class ByIdentity:
    n: int = 0


def plain_dataclass():
    one, other = Plain("a"), Plain("a", late=5)
    one.items.append(1)
    other.items += [1]
    return repr(one), one == other, Plain.total >= 2, [f.name for f in dataclasses.fields(Plain)]


def plain_dataclass_is_not_hashable():
    try:
        return {Plain("a")}
    except TypeError as error:
        return str(error)


def slotted_dataclass():
    one = Slotted()
    return one.up(), one.up(), repr(one), hasattr(one, "__dict__"), one == Slotted(n=3)


def frozen_dataclass():
    one = Frozen(a=1)
    try:
        one.a = 2
    except dataclasses.FrozenInstanceError as error:
        return str(error), one < Frozen(a=2), hash(one) == hash(Frozen(a=1)), {one: 5}[Frozen(a=1)]


def dataclass_by_identity():
    one = ByIdentity()
    return one == ByIdentity(), one in {one}, dataclasses.replace(one, n=3).n


def type_hints_can_be_resolved():
    hints = typing.get_type_hints(Plain)
    return hints["name"] is str, str(hints["items"]), list(Frozen.__annotations__.items())
