"""A booking takes one off the number of free seats before it knows whether it will be refused."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._lock = threading.Lock()
        self._left = len(self._holders)
        self._counting = threading.Lock()

    def _count(self, change: int) -> None:
        with self._counting:
            self._left += change

    def book(self, customer: str, seat: str) -> bool:
        if seat not in self._holders:
            raise KeyError(seat)
        self._count(-1)
        with self._lock:
            if self._holders[seat] is None:
                self._holders[seat] = customer
                return True
        self._count(+1)
        return False

    def book_any(self, customer: str) -> str | None:
        with self._counting:
            if self._left < 1:
                return None
        with self._lock:
            for seat, holder in self._holders.items():
                if holder is None:
                    self._holders[seat] = customer
                    self._count(-1)
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        with self._lock:
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            self._count(+1)
            return True

    def holder(self, seat: str) -> str | None:
        with self._lock:
            return self._holders[seat]

    def available(self) -> list[str]:
        with self._lock:
            return [seat for seat, holder in self._holders.items() if holder is None]
