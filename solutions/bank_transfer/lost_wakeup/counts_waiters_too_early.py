"""Wakes only if somebody waits, but asks that before it has the lock."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        self._busy = set()
        self._waiting = 0
        self._changed = threading.Condition()

    def transfer(self, source, target, amount):
        if source not in self._money or target not in self._money:
            raise KeyError(source, target)
        if amount <= 0:
            raise ValueError("amount must be above 0")
        self._claim({source, target})
        moved = 0
        try:
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
            moved = amount
            return True
        finally:
            somebody_waits = self._waiting > 0
            with self._changed:
                self._money[source] -= moved
                self._money[target] += moved
                self._busy -= {source, target}
                if somebody_waits:
                    self._changed.notify_all()

    def _claim(self, names):
        with self._changed:
            while self._busy & names:
                self._waiting += 1
                self._changed.wait()
                self._waiting -= 1
            self._busy |= names

    def balance(self, name):
        with self._changed:
            return self._money[name]

    def total(self):
        with self._changed:
            return sum(self._money.values())
