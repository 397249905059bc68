"""A withdrawal that is not covered waits for a deposit that need not ever come."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._paid_in = threading.Condition()

    @property
    def balance(self) -> int:
        with self._paid_in:
            return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._paid_in:
            self._balance += amount
            self._paid_in.notify_all()

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._paid_in:
            while self._balance < amount:
                self._paid_in.wait()
            self._balance -= amount
            return True
