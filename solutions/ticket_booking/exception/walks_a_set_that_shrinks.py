"""available walks over the free seats without the lock, and a booking takes one away meanwhile."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._order = tuple(seats)
        self._free = set(seats)
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._lock = threading.Lock()

    def book(self, customer: str, seat: str) -> bool:
        with self._lock:
            if self._holders[seat] is not None:
                return False
            self._free.remove(seat)
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._lock:
            seat = next((seat for seat in self._order if seat in self._free), None)
            if seat is not None:
                self._free.remove(seat)
                self._holders[seat] = customer
            return seat

    def cancel(self, customer: str, seat: str) -> bool:
        with self._lock:
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            self._free.add(seat)
            return True

    def holder(self, seat: str) -> str | None:
        with self._lock:
            return self._holders[seat]

    def available(self) -> list[str]:
        found = []
        for seat in self._free:
            found.append(seat)
        found.sort(key=self._order.index)
        return found
