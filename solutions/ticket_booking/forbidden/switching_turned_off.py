"""Asks the interpreter not to switch threads instead of locking; sys is not for submissions."""

from __future__ import annotations

import sys

sys.setswitchinterval(1000)


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)

    def book(self, customer: str, seat: str) -> bool:
        if self._holders[seat] is not None:
            return False
        self._holders[seat] = customer
        return True

    def book_any(self, customer: str) -> str | None:
        for seat, holder in self._holders.items():
            if holder is None:
                self._holders[seat] = customer
                return seat
        return None

    def cancel(self, customer: str, seat: str) -> bool:
        if self._holders[seat] != customer:
            return False
        self._holders[seat] = None
        return True

    def holder(self, seat: str) -> str | None:
        return self._holders[seat]

    def available(self) -> list[str]:
        return [seat for seat, holder in self._holders.items() if holder is None]
