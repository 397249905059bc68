"""available returns the office's own list, which goes on changing and can be changed by anybody."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._known = frozenset(seats)
        self._order = tuple(seats)
        self._free = list(seats)
        self._holders: dict[str, str] = {}
        self._lock = threading.Lock()

    def _check(self, seat: str) -> None:
        if seat not in self._known:
            raise KeyError(seat)

    def book(self, customer: str, seat: str) -> bool:
        self._check(seat)
        with self._lock:
            if seat in self._holders:
                return False
            self._free.remove(seat)
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._lock:
            if not self._free:
                return None
            seat = self._free.pop(0)
            self._holders[seat] = customer
            return seat

    def cancel(self, customer: str, seat: str) -> bool:
        self._check(seat)
        with self._lock:
            if self._holders.get(seat) != customer:
                return False
            del self._holders[seat]
            self._free.append(seat)
            self._free.sort(key=self._order.index)
            return True

    def holder(self, seat: str) -> str | None:
        self._check(seat)
        with self._lock:
            return self._holders.get(seat)

    def available(self) -> list[str]:
        with self._lock:
            return self._free
