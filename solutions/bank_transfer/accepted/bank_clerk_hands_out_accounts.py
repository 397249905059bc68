"""A clerk knows who waits for what; whoever leaves hands over to those who can go on."""

import threading
from contextlib import contextmanager


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        self._desk = threading.Lock()
        self._taken = set()
        self._waiting = []

    @contextmanager
    def _having(self, *names):
        wanted = frozenset(names)
        called = threading.Event()
        with self._desk:
            self._waiting.append((wanted, called))
            self._hand_out()
        called.wait()
        try:
            yield
        finally:
            with self._desk:
                self._taken -= wanted
                self._hand_out()

    def _hand_out(self):
        still_waiting = []
        for wanted, called in self._waiting:
            if wanted & self._taken:
                still_waiting.append((wanted, called))
            else:
                self._taken |= wanted
                called.set()
        self._waiting = still_waiting

    def transfer(self, source, target, amount):
        self._money[source], self._money[target]
        if amount <= 0:
            raise ValueError("amount must be above 0")
        with self._having(source, target):
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
            if source != target:
                self._money[source] -= amount
                self._money[target] += amount
            return True

    def balance(self, name):
        if name not in self._money:
            raise KeyError(name)
        with self._having(name):
            return self._money[name]

    def total(self):
        with self._having(*self._money):
            return sum(self._money.values())
