"""A fair lock: everybody draws a number and waits on a condition until it is called."""

from __future__ import annotations

import threading


class _TicketLock:
    def __init__(self) -> None:
        self._called = threading.Condition()
        self._drawn = 0
        self._serving = 0

    def __enter__(self) -> None:
        with self._called:
            ticket = self._drawn
            self._drawn += 1
            self._called.wait_for(lambda: self._serving == ticket)

    def __exit__(self, *_: object) -> None:
        with self._called:
            self._serving += 1
            self._called.notify_all()


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._lock = _TicketLock()

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True
