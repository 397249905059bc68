"""The money is kept in the class, so that all accounts share it."""

from __future__ import annotations

import threading


class BankAccount:
    _money: dict[str, int] = {}
    _lock = threading.Lock()

    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._money["balance"] = balance

    @property
    def balance(self) -> int:
        with self._lock:
            return self._money["balance"]

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._money["balance"] += amount

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            if self._money["balance"] < amount:
                return False
            self._money["balance"] -= amount
            return True
