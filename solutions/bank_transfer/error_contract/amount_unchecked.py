"""Takes a negative amount, which moves the money the other way."""

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
        with self._lock(source, target):
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
