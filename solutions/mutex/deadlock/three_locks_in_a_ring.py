"""Deposit, withdrawal and reading each take two of three locks, which closes a ring of three."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._in = threading.Lock()
        self._out = threading.Lock()
        self._look = threading.Lock()

    @property
    def balance(self) -> int:
        with self._look, self._in:
            return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._in, self._out:
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._out, self._look:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
