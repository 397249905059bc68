"""Looks at a flag in a loop, correctly locked, instead of waiting for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._lock = threading.Lock()
        self._busy = False

    def _entered(self) -> bool:
        with self._lock:
            if self._busy:
                return False
            self._busy = True
            return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        while not self._entered():
            pass
        try:
            yield
        finally:
            self._busy = False

    def book(self, customer: str, seat: str) -> bool:
        with self._alone():
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._alone():
            for seat, holder in self._holders.items():
                if holder is None:
                    self._holders[seat] = customer
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        with self._alone():
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            return True

    def holder(self, seat: str) -> str | None:
        with self._alone():
            return self._holders[seat]

    def available(self) -> list[str]:
        with self._alone():
            return [seat for seat, holder in self._holders.items() if holder is None]
