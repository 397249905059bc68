"""A refused withdrawal frees the account without waking who waits for it."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._busy = False
        self._free = threading.Condition()

    @property
    def balance(self) -> int:
        return self._balance

    def _enter(self) -> None:
        with self._free:
            while self._busy:
                self._free.wait()
            self._busy = True

    def _leave(self) -> None:
        with self._free:
            self._busy = False
            self._free.notify()

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
        if self._balance < amount:
            self._busy = False
            return False
        self._balance -= amount
        self._leave()
        return True
