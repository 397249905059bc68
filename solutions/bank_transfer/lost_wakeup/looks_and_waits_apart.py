"""Looks at the busy accounts, lets go of the lock, and only then begins to wait."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        self._busy = set()
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
            with self._changed:
                self._money[source] -= moved
                self._money[target] += moved
                self._busy -= {source, target}
                self._changed.notify_all()

    def _claim(self, names):
        while not self._claimed(names):
            with self._changed:
                self._changed.wait()

    def _claimed(self, names):
        with self._changed:
            if self._busy & names:
                return False
            self._busy |= names
            return True

    def balance(self, name):
        with self._changed:
            return self._money[name]

    def total(self):
        with self._changed:
            return sum(self._money.values())
