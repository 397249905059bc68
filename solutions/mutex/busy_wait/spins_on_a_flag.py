"""Looks at a flag in a loop, correctly locked, instead of waiting for it."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._busy = False
        self._guard = threading.Lock()

    def _enter(self) -> None:
        while True:
            with self._guard:
                if not self._busy:
                    self._busy = True
                    return

    def _leave(self) -> None:
        with self._guard:
            self._busy = False

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._enter()
        self._balance += amount
        self._leave()

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._enter()
        covered = self._balance >= amount
        if covered:
            self._balance -= amount
        self._leave()
        return covered
