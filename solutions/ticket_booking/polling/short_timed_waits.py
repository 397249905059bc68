"""Nobody is ever woken: each waiter wakes itself every ten milliseconds to look."""

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
        with self._turn:
            while self._busy:
                self._turn.wait(0.01)
            self._busy = True
        try:
            yield
        finally:
            with self._turn:
                self._busy = False

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
