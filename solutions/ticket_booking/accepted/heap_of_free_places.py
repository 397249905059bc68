"""Free places in a heap by their number, cleaned up lazily; everything under one lock."""

from __future__ import annotations

import threading
from heapq import heappop, heappush


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._seats = list(seats)
        self._places = {seat: place for place, seat in enumerate(self._seats)}
        self._holders: dict[str, str] = {}
        self._heap = list(range(len(self._seats)))
        self._lock = threading.Lock()

    def _check(self, seat: str) -> None:
        if seat not in self._places:
            raise KeyError(seat)

    def book(self, customer: str, seat: str) -> bool:
        self._check(seat)
        with self._lock:
            if seat in self._holders:
                return False
            # Its place stays in the heap and is thrown away when it comes to the top.
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._lock:
            while self._heap:
                seat = self._seats[heappop(self._heap)]
                if seat not in self._holders:
                    self._holders[seat] = customer
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        self._check(seat)
        with self._lock:
            if self._holders.get(seat) != customer:
                return False
            del self._holders[seat]
            heappush(self._heap, self._places[seat])
            return True

    def holder(self, seat: str) -> str | None:
        self._check(seat)
        with self._lock:
            return self._holders.get(seat)

    def available(self) -> list[str]:
        with self._lock:
            return [seat for seat in self._seats if seat not in self._holders]
