"""Shares four locks between all the accounts: some that have nothing in common share one."""

import threading
from contextlib import ExitStack


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        stripes = [threading.Lock() for _ in range(4)]
        self._locks = {name: stripes[i % 4] for i, name in enumerate(balances)}
        self._places = {name: i % 4 for i, name in enumerate(balances)}

    def _lock(self, *names):
        held = ExitStack()
        locks = {self._places[name]: self._locks[name] for name in names}
        for _, lock in sorted(locks.items()):
            held.enter_context(lock)
        return held

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
        with self._lock(name):
            return self._money[name]

    def total(self):
        with self._lock(*self._money):
            return sum(self._money.values())
