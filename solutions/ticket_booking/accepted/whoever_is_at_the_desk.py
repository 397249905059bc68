"""Requests queue up, and whoever has the lock serves all that are there, also those of others."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Any


class _Request:
    """Something to do in the hall, and what came of it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.result: Any = None
        self.error: Exception | None = None

    def serve(self) -> None:
        """Do it, and keep the outcome for the one who asked."""
        try:
            self.result = self.work()
        except Exception as error:
            self.error = error


class TicketOffice:
    def __init__(self, seats: list[str]) -> None:
        self._holders: dict[str, str | None] = dict.fromkeys(seats)
        self._requests: deque[_Request] = deque()
        self._desk = threading.Lock()

    def _ask(self, work: Callable[[], Any]) -> Any:
        request = _Request(work)
        self._requests.append(request)
        with self._desk:
            # It is either still in the queue, or somebody has served it already.
            while self._requests:
                self._requests.popleft().serve()
        if request.error is not None:
            raise request.error
        return request.result

    def _free(self) -> list[str]:
        return [seat for seat, holder in self._holders.items() if holder is None]

    def _change(self, seat: str, old: str | None, new: str | None) -> bool:
        if self._holders[seat] != old:
            return False
        self._holders[seat] = new
        return True

    def _first(self, customer: str) -> str | None:
        for seat in self._free():
            self._holders[seat] = customer
            return seat
        return None

    def book(self, customer: str, seat: str) -> bool:
        return self._ask(lambda: self._change(seat, None, customer))

    def book_any(self, customer: str) -> str | None:
        return self._ask(lambda: self._first(customer))

    def cancel(self, customer: str, seat: str) -> bool:
        return self._ask(lambda: self._change(seat, customer, None))

    def holder(self, seat: str) -> str | None:
        return self._ask(lambda: self._holders[seat])

    def available(self) -> list[str]:
        return self._ask(self._free)
