"""The balance walks through the entries without the lock, while others add entries."""

from __future__ import annotations

import threading
from collections import deque


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._entries = deque([balance])
        self._lock = threading.Lock()

    @property
    def balance(self) -> int:
        total = 0
        for entry in self._entries:
            total += entry
        return total

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._entries.append(amount)

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            if self.balance < amount:
                return False
            self._entries.append(-amount)
            return True
