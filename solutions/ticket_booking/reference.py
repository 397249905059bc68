"""One lock for the whole hall, held from the first look at a seat to the last change of it."""

from __future__ import annotations

import threading


class TicketOffice:
    """A hall of numbered seats, each of which has one holder or none."""

    def __init__(self, seats: list[str]) -> None:
        """Open with these seats, all of them free; the names are distinct."""
        self._lock = threading.Lock()
        # A dict keeps the order in which it was filled; seats are never added or taken out later.
        self._holders: dict[str, str | None] = dict.fromkeys(seats)

    def book(self, customer: str, seat: str) -> bool:
        """Give the seat to the customer, and return whether this call did it.

        False when somebody holds the seat, the customer included; ``KeyError`` for an unknown seat.
        """
        with self._lock:
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        """Book the first free seat, in the order given, and return it; None when sold out."""
        with self._lock:
            for seat, holder in self._holders.items():
                if holder is None:
                    self._holders[seat] = customer
                    return seat
            return None

    def cancel(self, customer: str, seat: str) -> bool:
        """Free the seat and return True if this customer held it; else change nothing.

        ``KeyError`` for an unknown seat.
        """
        with self._lock:
            if self._holders[seat] != customer:
                return False
            self._holders[seat] = None
            return True

    def holder(self, seat: str) -> str | None:
        """Return who holds the seat, None when it is free; ``KeyError`` for an unknown seat."""
        with self._lock:
            return self._holders[seat]

    def available(self) -> list[str]:
        """Return the seats that are free at one moment of the call, in the order given."""
        with self._lock:
            return [seat for seat, holder in self._holders.items() if holder is None]
