"""Refuses early by what the last call left behind, while balance shows what is there by now."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._known = balance
        self._lock = threading.Lock()
        self._knowing = threading.Lock()

    @property
    def balance(self) -> int:
        with self._lock:
            return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._balance += amount
        self._note()

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._knowing:
            if self._known < amount:
                return False
        with self._lock:
            if self._balance < amount:
                return False
            self._balance -= amount
        self._note()
        return True

    def _note(self) -> None:
        with self._knowing, self._lock:
            self._known = self._balance
