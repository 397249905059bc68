"""The limit is off by one: an amount of one can be paid in, and is refused when taken out."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._lock = threading.Lock()

    @property
    def balance(self) -> int:
        with self._lock:
            return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        if amount < 2:
            raise ValueError("an amount is more than 0")
        with self._lock:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
