"""One lock for every account: coarse, but right."""

from __future__ import annotations

import threading

_BANK = threading.Lock()


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance

    @property
    def balance(self) -> int:
        with _BANK:
            return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with _BANK:
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with _BANK:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
