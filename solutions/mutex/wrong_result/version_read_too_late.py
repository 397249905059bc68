"""Optimistic, but the version is read after the balance and so vouches for a newer one."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._version = 0
        self._lock = threading.Lock()

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        while True:
            seen = self._balance
            version = self._version
            if self._commit(version, seen + amount):
                return

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        while True:
            seen = self._balance
            version = self._version
            if seen < amount:
                return False
            if self._commit(version, seen - amount):
                return True

    def _commit(self, version: int, new: int) -> bool:
        with self._lock:
            if self._version != version:
                return False
            self._balance = new
            self._version += 1
            return True
