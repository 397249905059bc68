"""Wakes a single waiter; one that is refused then settles nothing, and wakes nobody in its turn."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._set_aside = dict.fromkeys(balances, 0)
        self._journal = journal
        self._settled = threading.Condition()

    def transfer(self, source, target, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if target not in self._money:
            raise KeyError(target)
        if not self._reserve(source, amount):
            return False
        try:
            self._journal(source, target, amount)
        except BaseException:
            self._settle(source, amount)
            raise
        self._settle(source, amount, target)
        return True

    def _reserve(self, source, amount):
        with self._settled:
            while amount <= self._money[source]:
                if amount <= self._money[source] - self._set_aside[source]:
                    self._set_aside[source] += amount
                    return True
                self._settled.wait()
            return False

    def _settle(self, source, amount, target=None):
        with self._settled:
            self._set_aside[source] -= amount
            if target is not None:
                self._money[source] -= amount
                self._money[target] += amount
            self._settled.notify()

    def balance(self, name):
        with self._settled:
            return self._money[name]

    def total(self):
        with self._settled:
            return sum(self._money.values())
