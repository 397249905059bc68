"""Looks without a lock, and looks again if a version says that something changed meanwhile."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._changed = threading.Condition()
        self._version = 0

    def _look(self) -> tuple[int, list[str]]:
        while True:
            before = self._version
            free = [seat for seat, holder in self._holders.items() if holder is None]
            if self._version == before:
                return before, free

    def _give(self, seat: str, holder: str | None) -> None:
        # The caller holds the lock. The version moves last: were it first, somebody could see the
        # old holder under the new version, and take the seat over the head of the new one.
        self._holders[seat] = holder
        self._version += 1

    def book(self, customer: str, seat: str) -> bool:
        with self._changed:
            if self._holders[seat] is not None:
                return False
            self._give(seat, customer)
            return True

    def book_any(self, customer: str) -> str | None:
        while True:
            version, free = self._look()
            if not free:
                return None
            with self._changed:
                if self._version == version:
                    self._give(free[0], customer)
                    return free[0]

    def cancel(self, customer: str, seat: str) -> bool:
        with self._changed:
            if self._holders[seat] != customer:
                return False
            self._give(seat, None)
            return True

    def holder(self, seat: str) -> str | None:
        return self._holders[seat]

    def available(self) -> list[str]:
        return self._look()[1]
