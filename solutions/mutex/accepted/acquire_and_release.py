"""A lock taken and given back by hand, with try and finally."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._lock = threading.Lock()

    @property
    def balance(self) -> int:
        self._lock.acquire()
        try:
            return self._balance
        finally:
            self._lock.release()

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._lock.acquire()
        try:
            self._balance += amount
        finally:
            self._lock.release()

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._lock.acquire()
        try:
            covered = self._balance >= amount
            if covered:
                self._balance -= amount
        finally:
            self._lock.release()
        return covered
