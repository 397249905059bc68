"""A refused amount gives back a permit that was never taken, and later two get in at once."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._permit = threading.Semaphore(1)

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> None:
        try:
            self._enter(amount)
            self._balance += amount
        finally:
            self._permit.release()

    def withdraw(self, amount: int) -> bool:
        try:
            self._enter(amount)
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
        finally:
            self._permit.release()

    def _enter(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._permit.acquire()
