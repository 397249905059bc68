"""A float has sixteen digits: of a large sum the last ones are lost."""

import threading


class BankAccount:
    def __init__(self, balance=0):
        if balance < 0:
            raise ValueError
        self._lock = threading.Lock()
        self._balance = float(balance)

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        with self._lock:
            self._balance += amount

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError
        with self._lock:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True

    @property
    def balance(self):
        return int(self._balance)
