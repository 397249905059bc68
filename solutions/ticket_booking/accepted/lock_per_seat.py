"""Every seat has a lock; who needs a view of the hall takes all of them, front to back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._locks = {seat: threading.Lock() for seat in seats}

    @contextmanager
    def _whole_hall(self) -> Iterator[None]:
        with ExitStack() as held:
            for lock in self._locks.values():
                held.enter_context(lock)
            yield

    def book(self, customer: str, seat: str) -> bool:
        with self._locks[seat]:
            if self._holders[seat] is not None:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer: str) -> str | None:
        with self._whole_hall():
            for seat, holder in self._holders.items():
                if holder is None:
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
        with self._whole_hall():
            return [seat for seat, holder in self._holders.items() if holder is None]
