"""Says that the hall is sold out when two looks, seat by seat, found none that was free."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._lock = threading.Lock()

    def _look(self) -> list[str]:
        return [seat for seat in self._holders if self._holders[seat] is None]

    def book(self, customer: str, seat: str) -> bool:
        with self._lock:
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        before, free = None, self._look()
        while free != before or (free and not self.book(customer, free[0])):
            before, free = free, self._look()
        return free[0] if free else None

    def cancel(self, customer: str, seat: str) -> bool:
        with self._lock:
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            return True

    def holder(self, seat: str) -> str | None:
        return self._holders[seat]

    def available(self) -> list[str]:
        with self._lock:
            return self._look()
