"""Every seat has a lock, and the list of free seats is made with one of them at a time."""

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
            for seat in self._holders:
                held.enter_context(self._locks[seat])
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
        return [seat for seat in self._holders if self.holder(seat) is None]
