"""Locks only the first of both accounts: two that pay from the second one do not meet."""

import threading
from types import MappingProxyType


class Bank:
    def __init__(self, balances, journal):
        self._book = MappingProxyType(dict(balances))
        self._publishing = threading.Lock()
        self._journal = journal
        self._places = {name: place for place, name in enumerate(balances)}
        self._locks = [threading.RLock() for _ in self._places]

    def transfer(self, source, target, amount):
        if amount <= 0:
            raise ValueError("nothing to transfer")
        first = min(self._places[source], self._places[target])
        with self._locks[first]:
            if amount > self._book[source]:
                return False
            self._journal(source, target, amount)
            with self._publishing:
                changed = dict(self._book)
                changed[source] -= amount
                changed[target] += amount
                self._book = MappingProxyType(changed)
        return True

    def balance(self, name):
        return self._book[name]

    def total(self):
        return sum(self._book.values())
