"""Calls only the one that has waited longest: of two that could both go on one is forgotten."""

import threading
from collections import deque
from contextlib import contextmanager


class Bank:
    def __init__(self, balances, journal):
        self._money = dict(balances)
        self._journal = journal
        self._desk = threading.Lock()
        self._taken = set()
        self._waiting = deque()

    @contextmanager
    def _having(self, *names):
        wanted = frozenset(names)
        with self._desk:
            called = self._take_or_stand_in_line(wanted)
        if called is not None:
            called.wait()
        try:
            yield
        finally:
            with self._desk:
                self._taken -= wanted
                self._call_the_first()

    def _take_or_stand_in_line(self, wanted):
        if not wanted & self._taken:
            self._taken |= wanted
            return None
        called = threading.Event()
        self._waiting.append((wanted, called))
        return called

    def _call_the_first(self):
        if self._waiting:
            wanted, called = self._waiting[0]
            if not wanted & self._taken:
                self._waiting.popleft()
                self._taken |= wanted
                called.set()

    def transfer(self, source, target, amount):
        if not {source, target} <= self._money.keys():
            raise KeyError(source, target)
        if amount <= 0:
            raise ValueError("amount must be above 0")
        with self._having(source, target):
            if self._money[source] < amount:
                return False
            self._journal(source, target, amount)
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
