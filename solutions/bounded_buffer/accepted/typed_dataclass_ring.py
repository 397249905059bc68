"""A generic dataclass over a preallocated ring, the waiting written once as a context manager."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, RLock
from typing import Generic, TypeVar, cast

T = TypeVar("T")


@dataclass(eq=False)
class BoundedBuffer(Generic[T]):
    """At most ``capacity`` items, first in, first out."""

    capacity: int
    _ring: list[T | None] = field(init=False, repr=False)
    _start: int = field(init=False, default=0)
    _used: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        if self.capacity < 1:
            raise ValueError(f"capacity must be at least 1, not {self.capacity}")
        self._ring = [None] * self.capacity
        lock = RLock()
        self._room, self._stock = Condition(lock), Condition(lock)

    def put(self, item: T, timeout: float | None = None) -> None:
        with self._turn(self._room, lambda: self._used < self.capacity, timeout):
            self._ring[(self._start + self._used) % self.capacity] = item
            self._used += 1
            self._stock.notify()

    def get(self, timeout: float | None = None) -> T:
        with self._turn(self._stock, lambda: self._used > 0, timeout):
            item, self._ring[self._start] = self._ring[self._start], None
            self._start = (self._start + 1) % self.capacity
            self._used -= 1
            self._room.notify()
            return cast(T, item)

    def __len__(self) -> int:
        return self._used

    @contextmanager
    def _turn(
        self, condition: Condition, ready: Callable[[], bool], timeout: float | None
    ) -> Iterator[None]:
        if timeout is not None and timeout < 0:
            raise ValueError(f"negative timeout: {timeout}")
        with condition:
            if not condition.wait_for(ready, timeout):
                raise TimeoutError
            yield
