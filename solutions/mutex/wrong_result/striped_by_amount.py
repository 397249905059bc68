"""The lock is chosen by the amount, so that an odd and an even amount do not exclude each other."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._locks = (threading.Lock(), threading.Lock())

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._locks[amount % 2]:
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._locks[amount % 2]:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
