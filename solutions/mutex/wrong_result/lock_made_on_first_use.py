"""The lock is made on first use without protection, so that two first users may make two locks."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._made: threading.Lock | None = None

    def _lock(self) -> threading.Lock:
        made = self._made
        if made is None:
            made = self._made = threading.Lock()
        return made

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock():
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock():
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
