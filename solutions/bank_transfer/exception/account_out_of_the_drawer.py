"""Takes the accounts out of the drawer while it works on them, and others find no such account."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self._drawer = dict(balances)
        self._journal = journal
        self._lock = threading.Lock()
        self._sum = sum(balances.values())

    def transfer(self, source, target, amount):
        if amount <= 0:
            raise ValueError("amount must be above 0")
        with self._lock:
            if source not in self._drawer or target not in self._drawer:
                raise KeyError(source, target)
            if self._drawer[source] < amount:
                return False
            out = {name: self._drawer.pop(name) for name in {source, target}}
        before = dict(out)
        try:
            self._journal(source, target, amount)
            out[source] -= amount
            out[target] += amount
            before = out
        finally:
            with self._lock:
                self._drawer.update(before)
        return True

    def balance(self, name):
        with self._lock:
            return self._drawer[name]

    def total(self):
        return self._sum
