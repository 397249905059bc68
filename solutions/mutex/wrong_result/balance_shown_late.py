"""The balance is read from a copy that a call brings up to date only after it has let go."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._shown = balance
        self._lock = threading.Lock()
        self._showing = threading.Lock()

    @property
    def balance(self) -> int:
        with self._showing:
            return self._shown

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._balance += amount
        self._show()

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            if self._balance < amount:
                return False
            self._balance -= amount
        self._show()
        return True

    def _show(self) -> None:
        with self._showing, self._lock:
            self._shown = self._balance
