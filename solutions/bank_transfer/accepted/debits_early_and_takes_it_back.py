"""Moves the money under both locks before it journals, and undoes that on an error."""

import threading
from contextlib import ExitStack


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._locks = {name: threading.RLock() for name in balances}
        self._journal = journal

    def _lock(self, held, names):
        for name in sorted(names, reverse=True):
            held.enter_context(self._locks[name])

    def transfer(self, source, target, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with ExitStack() as held:
            self._lock(held, (source, target))
            self._money[source] -= amount
            self._money[target] += amount
            undo = ExitStack()
            undo.callback(self._move_back, source, target, amount)
            with undo:
                if self._was_short(source, target, amount):
                    return False
                self._journal(source, target, amount)
                undo.pop_all()
            return True

    def _was_short(self, source, target, amount):
        if source == target:
            return self._money[source] < amount
        return self._money[source] < 0

    def _move_back(self, source, target, amount):
        self._money[source] += amount
        self._money[target] -= amount

    def balance(self, name):
        with self._locks[name]:
            return self._money[name]

    def total(self):
        with ExitStack() as held:
            self._lock(held, self._locks)
            return sum(self._money.values())
