"""A withdrawal that is not covered waits a second for money before it is refused."""

import threading


class BankAccount:
    def __init__(self, balance=0):
        if balance < 0:
            raise ValueError
        self._cond = threading.Condition()
        self._balance = balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        with self._cond:
            self._balance += amount
            self._cond.notify_all()

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError
        with self._cond:
            if not self._cond.wait_for(lambda: self._balance >= amount, timeout=1):
                return False
            self._balance -= amount
            return True

    @property
    def balance(self):
        with self._cond:
            return self._balance
