"""Waits for the payer alone and frees both: who is paid counts as free while it still pays."""

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
        with self._changed:
            while source in self._busy:
                self._changed.wait()
            self._busy |= {source, target}
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

    def balance(self, name):
        with self._changed:
            return self._money[name]

    def total(self):
        with self._changed:
            return sum(self._money.values())
