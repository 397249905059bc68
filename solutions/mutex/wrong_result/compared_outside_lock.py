"""Optimistic, but the comparison with the old balance is made before the lock is taken."""

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
        return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        while True:
            seen = self._balance
            if self._replace(seen, seen + amount):
                return

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        while True:
            seen = self._balance
            if seen < amount:
                return False
            if self._replace(seen, seen - amount):
                return True

    def _replace(self, seen: int, new: int) -> bool:
        if self._balance != seen:
            return False
        with self._lock:
            self._balance = new
        return True
