"""A booking that is refused leaves the office without waking the next customer."""

from __future__ import annotations

import threading


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._busy = False
        self._turn = threading.Condition()

    def _enter(self) -> None:
        with self._turn:
            while self._busy:
                self._turn.wait()
            self._busy = True

    def _leave(self) -> None:
        with self._turn:
            self._busy = False
            self._turn.notify()

    def book(self, customer: str, seat: str) -> bool:
        if seat not in self._holders:
            raise KeyError(seat)
        self._enter()
        if self._holders[seat] is not None:
            self._busy = False
            return False
        self._holders[seat] = customer
        self._leave()
        return True

    def book_any(self, customer: str) -> str | None:
        self._enter()
        seat = next((seat for seat, holder in self._holders.items() if holder is None), None)
        if seat is not None:
            self._holders[seat] = customer
        self._leave()
        return seat

    def cancel(self, customer: str, seat: str) -> bool:
        if seat not in self._holders:
            raise KeyError(seat)
        self._enter()
        hers = self._holders[seat] == customer
        if hers:
            self._holders[seat] = None
        self._leave()
        return hers

    def holder(self, seat: str) -> str | None:
        return self._holders[seat]

    def available(self) -> list[str]:
        self._enter()
        free = [seat for seat, holder in self._holders.items() if holder is None]
        self._leave()
        return free
