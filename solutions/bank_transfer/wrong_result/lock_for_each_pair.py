"""A lock for each pair of accounts: transfers that share just one of them overlap."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        self._sum = sum(balances.values())
        self._making = threading.Lock()
        self._locks = {}

    def _lock(self, one, other):
        with self._making:
            return self._locks.setdefault(frozenset((one, other)), threading.Lock())

    def transfer(self, source, target, amount):
        if source not in self._money or target not in self._money:
            raise KeyError(source, target)
        if amount <= 0:
            raise ValueError("amount must be above 0")
        with self._lock(source, target):
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
            self._money[source] -= amount
            self._money[target] += amount
        return True

    def balance(self, name):
        return self._money[name]

    def total(self):
        return self._sum
