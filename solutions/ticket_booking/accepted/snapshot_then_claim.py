"""Copies the hall, tries to claim the first free seat, and looks again if somebody was faster."""

from __future__ import annotations

import threading


class _Ticket:
    """A ticket, told apart by identity: two tickets of one customer are two."""

    def __init__(self, customer: str) -> None:
        self.customer = customer


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._seats = tuple(seats)
        self._known = frozenset(seats)
        self._tickets: dict[str, _Ticket] = {}
        self._cancelling = threading.Lock()

    def _claim(self, customer: str, seat: str) -> bool:
        # setdefault is one step: of all tickets offered for a seat exactly one gets in.
        ticket = _Ticket(customer)
        return self._tickets.setdefault(seat, ticket) is ticket

    def _check(self, seat: str) -> None:
        if seat not in self._known:
            raise KeyError(seat)

    def book(self, customer: str, seat: str) -> bool:
        self._check(seat)
        return self._claim(customer, seat)

    def book_any(self, customer: str) -> str | None:
        while True:
            free = self.available()
            if not free:
                return None
            if self._claim(customer, free[0]):
                return free[0]

    def cancel(self, customer: str, seat: str) -> bool:
        self._check(seat)
        # Nobody replaces a ticket that is there, so between the two steps only another cancellation
        # could do harm.
        with self._cancelling:
            ticket = self._tickets.get(seat)
            if ticket is None or ticket.customer != customer:
                return False
            del self._tickets[seat]
            return True

    def holder(self, seat: str) -> str | None:
        self._check(seat)
        ticket = self._tickets.get(seat)
        return None if ticket is None else ticket.customer

    def available(self) -> list[str]:
        taken = self._tickets.copy()
        return [seat for seat in self._seats if seat not in taken]
