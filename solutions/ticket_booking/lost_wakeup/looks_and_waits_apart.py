"""Looks whether the office is busy and begins to wait in two critical sections."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._busy = False
        self._turn = threading.Condition()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        while True:
            with self._turn:
                if not self._busy:
                    self._busy = True
                    break
            with self._turn:
                self._turn.wait()
        try:
            yield
        finally:
            with self._turn:
                self._busy = False
                self._turn.notify()

    def book(self, customer: str, seat: str) -> bool:
        with self._alone():
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._alone():
            for seat, holder in self._holders.items():
                if holder is None:
                    self._holders[seat] = customer
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        with self._alone():
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            return True

    def holder(self, seat: str) -> str | None:
        with self._alone():
            return self._holders[seat]

    def available(self) -> list[str]:
        with self._alone():
            return [seat for seat, holder in self._holders.items() if holder is None]
