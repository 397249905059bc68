"""Locks the account that pays but not the one that is paid: two payments into one overlap."""

import threading
from contextlib import ExitStack


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        self._locks = {name: threading.Lock() for name in balances}

    def _lock(self, *names):
        held = ExitStack()
        for name in sorted(set(names)):
            held.enter_context(self._locks[name])
        return held

    def transfer(self, source, target, amount):
        if source not in self._money or target not in self._money:
            raise KeyError(source, target)
        if amount <= 0:
            raise ValueError("amount must be above 0")
        with self._lock(source):
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
            self._money[source] -= amount
            self._money[target] += amount
        return True

    def balance(self, name):
        with self._lock(name):
            return self._money[name]

    def total(self):
        with self._lock(*self._money):
            return sum(self._money.values())
