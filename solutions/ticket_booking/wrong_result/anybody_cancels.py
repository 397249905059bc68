"""A seat is cancelled for whoever asks, without a look at who holds it."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._lock = threading.Lock()

    def book(self, customer: str, seat: str) -> bool:
        with self._lock:
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._lock:
            for seat, holder in self._holders.items():
                if holder is None:
                    self._holders[seat] = customer
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        with self._lock:
            taken = self._holders[seat] is not None
            self._holders[seat] = None
            return taken

    def holder(self, seat: str) -> str | None:
        with self._lock:
            return self._holders[seat]

    def available(self) -> list[str]:
        with self._lock:
            return [seat for seat, holder in self._holders.items() if holder is None]
