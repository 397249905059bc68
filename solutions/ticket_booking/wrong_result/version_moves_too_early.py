"""The version moves before the hall does, and for a moment the new one vouches for the old hall."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._lock = threading.Lock()
        self._version = 0

    def _look(self) -> tuple[int, list[str]]:
        while True:
            before = self._version
            free = [seat for seat, holder in self._holders.items() if holder is None]
            if self._version == before:
                return before, free

    def _give(self, seat: str, holder: str | None) -> None:
        self._version += 1
        self._holders[seat] = holder

    def book(self, customer: str, seat: str) -> bool:
        with self._lock:
            if self._holders[seat] is not None:
                return False
            self._give(seat, customer)
            return True

    def book_any(self, customer: str) -> str | None:
        while True:
            version, free = self._look()
            if not free:
                return None
            with self._lock:
                if self._version == version:
                    self._give(free[0], customer)
                    return free[0]

    def cancel(self, customer: str, seat: str) -> bool:
        with self._lock:
            if self._holders[seat] != customer:
                return False
            self._give(seat, None)
            return True

    def holder(self, seat: str) -> str | None:
        with self._lock:
            return self._holders[seat]

    def available(self) -> list[str]:
        return self._look()[1]
