"""An RLock, so that the methods can use the locked property, and checks inside the block."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._lock = threading.RLock()
        self._money = balance

    @property
    def balance(self) -> int:
        with self._lock:
            return self._money

    def deposit(self, amount: int) -> None:
        with self._lock:
            self._check(amount)
            self._money = self.balance + amount

    def withdraw(self, amount: int) -> bool:
        with self._lock:
            self._check(amount)
            if self.balance < amount:
                return False
            self._money = self.balance - amount
            return True

    def _check(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
