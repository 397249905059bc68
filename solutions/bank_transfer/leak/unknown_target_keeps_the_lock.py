"""Locks the one account, finds that there is no other one, and keeps the first one locked."""

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
        if amount <= 0:
            raise ValueError("amount must be above 0")
        first, second = min(source, target), max(source, target)
        self._locks[first].acquire()
        if first != second:
            self._locks[second].acquire()
        try:
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
            self._money[source] -= amount
            self._money[target] += amount
            return True
        finally:
            self._locks[first].release()
            if first != second:
                self._locks[second].release()

    def balance(self, name):
        with self._lock(name):
            return self._money[name]

    def total(self):
        with self._lock(*self._money):
            return sum(self._money.values())
