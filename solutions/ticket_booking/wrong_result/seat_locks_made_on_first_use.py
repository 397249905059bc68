"""The lock of a seat is made on first use without protection: two first customers make two."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._locks: dict[str, threading.Lock] = {}

    def _lock(self, seat: str) -> threading.Lock:
        if seat not in self._locks:
            self._locks[seat] = threading.Lock()
        return self._locks[seat]

    def book(self, customer: str, seat: str) -> bool:
        with self._lock(seat):
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        while True:
            free = self.available()
            if not free:
                return None
            if self.book(customer, free[0]):
                return free[0]

    def cancel(self, customer: str, seat: str) -> bool:
        with self._lock(seat):
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            return True

    def holder(self, seat: str) -> str | None:
        return self._holders[seat]

    def available(self) -> list[str]:
        moment = self._holders.copy()
        return [seat for seat, holder in moment.items() if holder is None]
