"""The balance is the difference of two sums, and readers fetch them one by one without the lock."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._paid_in = balance
        self._taken_out = 0
        self._lock = threading.Lock()

    @property
    def balance(self) -> int:
        return self._paid_in - self._taken_out

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._paid_in += amount

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            if self._paid_in - self._taken_out < amount:
                return False
            self._taken_out += amount
            return True
