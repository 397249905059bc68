"""The list of free seats is one for all, and is filled anew each time."""

import threading


class TicketOffice:
    def __init__(self, seats):
        self._lock = threading.Lock()
        self._seats = list(seats)
        self._holders = {}

    def _check(self, seat):
        if seat not in self._seats:
            raise KeyError(seat)

    def book(self, customer, seat):
        self._check(seat)
        with self._lock:
            if seat in self._holders:
                return False
            self._holders[seat] = customer
            return True

    def book_any(self, customer):
        with self._lock:
            for seat in self._seats:
                if seat not in self._holders:
                    self._holders[seat] = customer
                    return seat
            return None

    def cancel(self, customer, seat):
        self._check(seat)
        with self._lock:
            if self._holders.get(seat) != customer:
                return False
            del self._holders[seat]
            return True

    def holder(self, seat):
        self._check(seat)
        with self._lock:
            return self._holders.get(seat)

    def available(self):
        with self._lock:
            self._free = getattr(self, "_free", [])
            self._free[:] = [seat for seat in self._seats if seat not in self._holders]
            return self._free
