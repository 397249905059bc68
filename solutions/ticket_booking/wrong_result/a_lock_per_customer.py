"""Every customer has a lock, and so two customers do not wait for each other."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._locks: dict[str, threading.Lock] = {}

    def _lock(self, customer: str) -> threading.Lock:
        return self._locks.setdefault(customer, threading.Lock())

    def book(self, customer: str, seat: str) -> bool:
        with self._lock(customer):
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._lock(customer):
            for seat, holder in self._holders.items():
                if holder is None:
                    self._holders[seat] = customer
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        with self._lock(customer):
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            return True

    def holder(self, seat: str) -> str | None:
        return self._holders[seat]

    def available(self) -> list[str]:
        moment = self._holders.copy()
        return [seat for seat, holder in moment.items() if holder is None]
