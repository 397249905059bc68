"""A lock of its own: a flag guarded by a condition, with a while and a notify."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._busy = False
        self._free = threading.Condition()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._free:
            while self._busy:
                self._free.wait()
            self._busy = True
        try:
            yield
        finally:
            with self._free:
                self._busy = False
                self._free.notify()

    @property
    def balance(self) -> int:
        with self._alone():
            return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._alone():
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._alone():
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
