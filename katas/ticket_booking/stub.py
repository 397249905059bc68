"""A ticket office at whose windows many customers book at once."""

from __future__ import annotations


class TicketOffice:
    """A hall of numbered seats, each of which has one holder or none."""

    def __init__(self, seats: list[str]) -> None:
        """Open with these seats, all of them free; the names are distinct."""
        raise NotImplementedError

    def book(self, customer: str, seat: str) -> bool:
        """Give the seat to the customer, and return whether this call did it.

        False when somebody holds the seat, the customer included; ``KeyError`` for an unknown seat.
        """
        raise NotImplementedError

    def book_any(self, customer: str) -> str | None:
        """Book the first free seat, in the order given, and return it; None when sold out."""
        raise NotImplementedError

    def cancel(self, customer: str, seat: str) -> bool:
        """Free the seat and return True if this customer held it; else change nothing.

        ``KeyError`` for an unknown seat.
        """
        raise NotImplementedError

    def holder(self, seat: str) -> str | None:
        """Return who holds the seat, None when it is free; ``KeyError`` for an unknown seat."""
        raise NotImplementedError

    def available(self) -> list[str]:
        """Return the seats that are free at one moment of the call, in the order given."""
        raise NotImplementedError
