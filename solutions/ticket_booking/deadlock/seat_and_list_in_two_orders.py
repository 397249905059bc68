"""A booking locks the seat and then the list, a cancellation the list and then the seat."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._order = tuple(seats)
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._free = set(seats)
        self._locks = {seat: threading.Lock() for seat in seats}
        self._list_lock = threading.Lock()

    def _first(self) -> str | None:
        return next((seat for seat in self._order if seat in self._free), None)

    def book(self, customer: str, seat: str) -> bool:
        with self._locks[seat], self._list_lock:
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            self._free.remove(seat)
            return True

    def book_any(self, customer: str) -> str | None:
        with self._list_lock:
            seat = self._first()
            if seat is not None:
                self._holders[seat] = customer
                self._free.remove(seat)
            return seat

    def cancel(self, customer: str, seat: str) -> bool:
        with self._list_lock, self._locks[seat]:
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            self._free.add(seat)
            return True

    def holder(self, seat: str) -> str | None:
        return self._holders[seat]

    def available(self) -> list[str]:
        with self._list_lock:
            return [seat for seat in self._order if seat in self._free]
