"""The hall is one immutable tuple, replaced by a changed one if it is still the one looked at."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._seats = tuple(seats)
        self._places = {seat: place for place, seat in enumerate(seats)}
        self._hall: tuple[str | None, ...] = (None,) * len(self._seats)
        self._lock = threading.Lock()

    def _replace(self, seen: tuple[str | None, ...], place: int, holder: str | None) -> bool:
        changed = (*seen[:place], holder, *seen[place + 1 :])
        with self._lock:
            if self._hall is not seen:
                return False
            self._hall = changed
            return True

    def book(self, customer: str, seat: str) -> bool:
        place = self._places[seat]
        while True:
            hall = self._hall
            if hall[place] is not None:
                return False
            if self._replace(hall, place, customer):
                return True

    def book_any(self, customer: str) -> str | None:
        while True:
            hall = self._hall
            if None not in hall:
                return None
            place = hall.index(None)
            if self._replace(hall, place, customer):
                return self._seats[place]

    def cancel(self, customer: str, seat: str) -> bool:
        place = self._places[seat]
        while True:
            hall = self._hall
            if hall[place] != customer:
                return False
            if self._replace(hall, place, None):
                return True

    def holder(self, seat: str) -> str | None:
        return self._hall[self._places[seat]]

    def available(self) -> list[str]:
        hall = self._hall
        return [seat for seat, holder in zip(self._seats, hall, strict=True) if holder is None]
