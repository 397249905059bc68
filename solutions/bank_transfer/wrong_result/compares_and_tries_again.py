"""Optimistic: journals, then stores if nothing has changed, else starts anew and journals again."""

import threading
from types import MappingProxyType


class Bank:
    def __init__(self, balances, journal):
        self._book = MappingProxyType(dict(balances))
        self._journal = journal
        self._swapping = threading.Lock()

    def transfer(self, source, target, amount):
        if amount <= 0:
            raise ValueError("amount must be above 0")
        while True:
            book = self._book
            if target not in book:
                raise KeyError(target)
            if book[source] < amount:
                return False
            changed = dict(book)
            changed[source] -= amount
            changed[target] += amount
            self._journal(source, target, amount)
            with self._swapping:
                if self._book is book:
                    self._book = MappingProxyType(changed)
                    return True

    def balance(self, name):
        return self._book[name]

    def total(self):
        return sum(self._book.values())
