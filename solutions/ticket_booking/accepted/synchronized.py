"""A decorator locks whole methods with a reentrant lock, so that they may call each other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any


def synchronized(method: Callable[..., Any]) -> Callable[..., Any]:
    """Hold the lock of the object while the method runs."""

    @wraps(method)
    def locked(self: TicketOffice, *args: Any) -> Any:
        with self._lock:
            return method(self, *args)

    return locked


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._order = list(seats)
        self._holders: dict[str, str | None] = {seat: None for seat in seats}
        self._lock = threading.RLock()

    @synchronized
    def book(self, customer: str, seat: str) -> bool:
        if self.holder(seat) is not None:
            return False
        self._holders[seat] = customer
        return True

    @synchronized
    def book_any(self, customer: str) -> str | None:
        return next((seat for seat in self._order if self.book(customer, seat)), None)

    @synchronized
    def cancel(self, customer: str, seat: str) -> bool:
        if self.holder(seat) != customer:
            return False
        self._holders[seat] = None
        return True

    @synchronized
    def holder(self, seat: str) -> str | None:
        return self._holders[seat]

    @synchronized
    def available(self) -> list[str]:
        return [seat for seat in self._order if self.holder(seat) is None]
