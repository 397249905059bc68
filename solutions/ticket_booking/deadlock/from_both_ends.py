"""A booking of any seat locks the seats from the front, a look at the hall from the back."""

from __future__ import annotations

import threading
from contextlib import ExitStack


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._locks = {seat: threading.Lock() for seat in seats}

    def book(self, customer: str, seat: str) -> bool:
        with self._locks[seat]:
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with ExitStack() as held:
            for seat, lock in self._locks.items():
                held.enter_context(lock)
                if self._holders[seat] is None:
                    self._holders[seat] = customer
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        with self._locks[seat]:
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            return True

    def holder(self, seat: str) -> str | None:
        with self._locks[seat]:
            return self._holders[seat]

    def available(self) -> list[str]:
        with ExitStack() as held:
            for lock in reversed(self._locks.values()):
                held.enter_context(lock)
            return [seat for seat, holder in self._holders.items() if holder is None]
