"""Replaces the hall by a changed copy, but compares before it takes the lock."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._seats = tuple(seats)
        self._hall: dict[str, str | None] = dict.fromkeys(seats)
        self._lock = threading.Lock()

    def _replace(self, seen: dict[str, str | None], seat: str, holder: str | None) -> bool:
        if self._hall is not seen:
            return False
        with self._lock:
            self._hall = {**seen, seat: holder}
        return True

    def book(self, customer: str, seat: str) -> bool:
        while True:
            hall = self._hall
            if hall[seat] is not None:
                return False
            if self._replace(hall, seat, customer):
                return True

    def book_any(self, customer: str) -> str | None:
        while True:
            hall = self._hall
            seat = next((seat for seat, holder in hall.items() if holder is None), None)
            if seat is None or self._replace(hall, seat, customer):
                return seat

    def cancel(self, customer: str, seat: str) -> bool:
        while True:
            hall = self._hall
            if hall[seat] != customer:
                return False
            if self._replace(hall, seat, None):
                return True

    def holder(self, seat: str) -> str | None:
        return self._hall[seat]

    def available(self) -> list[str]:
        return [seat for seat, holder in self._hall.items() if holder is None]
