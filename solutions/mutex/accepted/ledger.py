"""No balance at all: a list of entries that is summed up under the lock."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._entries = [balance]
        self._lock = threading.Lock()

    @property
    def balance(self) -> int:
        with self._lock:
            return sum(self._entries)

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._entries.append(amount)

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            if sum(self._entries) < amount:
                return False
            self._entries.append(-amount)
            return True
