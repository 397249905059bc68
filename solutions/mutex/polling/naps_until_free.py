"""Sleeps for a millisecond and tries the lock again instead of waiting for it."""

from __future__ import annotations

import threading
import time


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._lock = threading.Lock()

    def _enter(self) -> None:
        while not self._lock.acquire(blocking=False):
            time.sleep(0.001)

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._enter()
        try:
            self._balance += amount
        finally:
            self._lock.release()

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._enter()
        try:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
        finally:
            self._lock.release()
