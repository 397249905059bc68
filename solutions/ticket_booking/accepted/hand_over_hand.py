"""A lock per seat; book_any keeps the locks of the taken seats until it has found a free one."""

from __future__ import annotations

import threading
from contextlib import ExitStack


class _Seat:
    """One seat: its lock, and who holds it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.customer: str | None = None

    def give_to(self, customer: str) -> bool:
        """Give the seat to the customer if it is free; the caller holds the lock."""
        if self.customer is not None:
            return False
        self.customer = customer
        return True


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._seats = {seat: _Seat() for seat in seats}

    def book(self, customer: str, seat: str) -> bool:
        place = self._seats[seat]
        with place.lock:
            return place.give_to(customer)

    def book_any(self, customer: str) -> str | None:
        with ExitStack() as held:
            for seat, place in self._seats.items():
                held.enter_context(place.lock)
                # All seats before this one are taken, and stay so while their locks are held.
                if place.give_to(customer):
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        place = self._seats[seat]
        with place.lock:
            if place.customer != customer:
                return False
            place.customer = None
            return True

    def holder(self, seat: str) -> str | None:
        return self._seats[seat].customer

    def available(self) -> list[str]:
        with ExitStack() as held:
            for place in self._seats.values():
                held.enter_context(place.lock)
            return [seat for seat, place in self._seats.items() if place.customer is None]
