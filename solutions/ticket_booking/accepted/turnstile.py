"""A monitor of its own: a flag and a condition, left on every way out by a context manager."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._free = dict.fromkeys(seats, True)
        self._holders: dict[str, str] = {}
        self._busy = False
        self._turn = threading.Condition(threading.Lock())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._turn:
            self._turn.wait_for(lambda: not self._busy)
            self._busy = True
        try:
            yield
        finally:
            with self._turn:
                self._busy = False
                self._turn.notify()

    def book(self, customer: str, seat: str) -> bool:
        with self._alone():
            if not self._free[seat]:
                return False
            self._free[seat] = False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._alone():
            seat = next((seat for seat, free in self._free.items() if free), None)
            if seat is not None:
                self._free[seat] = False
                self._holders[seat] = customer
            return seat

    def cancel(self, customer: str, seat: str) -> bool:
        with self._alone():
            if self._free[seat] or self._holders[seat] != customer:
                return False
            self._free[seat] = True
            del self._holders[seat]
            return True

    def holder(self, seat: str) -> str | None:
        with self._alone():
            return None if self._free[seat] else self._holders[seat]

    def available(self) -> list[str]:
        with self._alone():
            return [seat for seat, free in self._free.items() if free]
