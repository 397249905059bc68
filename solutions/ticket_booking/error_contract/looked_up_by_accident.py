"""The hall is a defaultdict, and a mere question about an unknown seat adds it."""

from __future__ import annotations

import threading
from collections import defaultdict


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: defaultdict[str, str | None] = defaultdict(lambda: None)
        self._holders.update(dict.fromkeys(seats))
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
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            return True

    def holder(self, seat: str) -> str | None:
        with self._lock:
            return self._holders[seat]

    def available(self) -> list[str]:
        with self._lock:
            return [seat for seat, holder in self._holders.items() if holder is None]
