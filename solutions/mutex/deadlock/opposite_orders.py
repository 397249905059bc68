"""Deposits take money lock and history lock, withdrawals the same two the other way round."""

from __future__ import annotations

import threading


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._history = [balance]
        self._money_lock = threading.Lock()
        self._history_lock = threading.Lock()

    @property
    def balance(self) -> int:
        with self._money_lock:
            return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._money_lock, self._history_lock:
            self._balance += amount
            self._history.append(amount)

    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._history_lock, self._money_lock:
            if self._balance < amount:
                return False
            self._balance -= amount
            self._history.append(-amount)
            return True
