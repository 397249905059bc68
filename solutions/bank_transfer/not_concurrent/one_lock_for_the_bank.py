"""One lock for all accounts, held across the journal: everybody waits for every journal."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        self._lock = threading.Lock()

    def transfer(self, source, target, amount):
        if source not in self._money or target not in self._money:
            raise KeyError(source, target)
        if amount <= 0:
            raise ValueError("amount must be above 0")
        with self._lock:
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
            self._money[source] -= amount
            self._money[target] += amount
        return True

    def balance(self, name):
        with self._lock:
            return self._money[name]

    def total(self):
        with self._lock:
            return sum(self._money.values())
