"""An unknown seat is a ValueError, because the office keeps its seats in a list."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._seats = list(seats)
        self._holders: list[str | None] = [None] * len(seats)
        self._lock = threading.Lock()

    def book(self, customer: str, seat: str) -> bool:
        place = self._seats.index(seat)
        with self._lock:
            if self._holders[place] is not None:
                return False
            self._holders[place] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._lock:
            for place, holder in enumerate(self._holders):
                if holder is None:
                    self._holders[place] = customer
                    return self._seats[place]
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        place = self._seats.index(seat)
        with self._lock:
            if self._holders[place] != customer:
                return False
            self._holders[place] = None
            return True

    def holder(self, seat: str) -> str | None:
        place = self._seats.index(seat)
        with self._lock:
            return self._holders[place]

    def available(self) -> list[str]:
        with self._lock:
            return [
                seat
                for seat, holder in zip(self._seats, self._holders, strict=True)
                if holder is None
            ]
