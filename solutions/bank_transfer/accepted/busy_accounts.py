"""One condition over a set of busy accounts: both claimed in one step, journaled unlocked."""

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
        if amount < 1:
            raise ValueError(amount)
        pair = {source, target}
        with self._changed:
            while self._busy & pair:
                self._changed.wait()
            if self._money[source] < amount:
                return False
            self._busy |= pair
        moved = 0
        try:
            self._journal(source, target, amount)
            moved = amount
        finally:
            with self._changed:
                self._money[source] -= moved
                self._money[target] += moved
                self._busy -= pair
                self._changed.notify_all()
        return True

    def balance(self, name):
        with self._changed:
            return self._money[name]

    def total(self):
        with self._changed:
            return sum(self._money.values())
