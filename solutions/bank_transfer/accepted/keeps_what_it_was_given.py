"""The mapping that was given is the books from then on: nobody has asked for a copy."""

from contextlib import ExitStack
from threading import Lock


class Bank:
    def __init__(self, balances, journal):
        self._balances = balances
        self._journal = journal
        self._locks = {name: Lock() for name in sorted(self._balances)}

    def _hold(self, names):
        stack = ExitStack()
        for name in names:
            stack.enter_context(self._locks[name])
        return stack

    def transfer(self, source, target, amount):
        if amount <= 0:
            raise ValueError(amount)
        self._balances[source], self._balances[target]
        with self._hold(sorted({source, target})):
            if self._balances[source] < amount:
                return False
            self._journal(source, target, amount)
            self._balances[source] -= amount
            self._balances[target] += amount
            return True

    def balance(self, name):
        with self._hold([name]):
            return self._balances[name]

    def total(self):
        with self._hold(sorted(self._locks)):
            return sum(self._balances.values())
