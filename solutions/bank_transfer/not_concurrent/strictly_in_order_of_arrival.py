"""Serves transfers strictly in order of arrival: one that waits holds up all after it."""

import threading
from collections import deque


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        self._busy = set()
        self._line = deque()
        self._changed = threading.Condition()

    def transfer(self, source, target, amount):
        if source not in self._money or target not in self._money:
            raise KeyError(source, target)
        if amount <= 0:
            raise ValueError("amount must be above 0")
        pair = {source, target}
        with self._changed:
            ticket = object()
            self._line.append(ticket)
            self._changed.wait_for(lambda: self._line[0] is ticket and not self._busy & pair)
            self._line.popleft()
            self._busy |= pair
            self._changed.notify_all()
        moved = 0
        try:
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
            moved = amount
            return True
        finally:
            with self._changed:
                self._money[source] -= moved
                self._money[target] += moved
                self._busy -= pair
                self._changed.notify_all()

    def balance(self, name):
        with self._changed:
            return self._money[name]

    def total(self):
        with self._changed:
            return sum(self._money.values())
