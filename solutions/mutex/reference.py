"""One lock per account, held from the first look at the balance to its last change."""

from __future__ import annotations

import threading


class BankAccount:
    """An account whose balance never goes below zero, whoever uses it at the same time."""

    def __init__(self, balance: int = 0) -> None:
        """Open the account; a negative balance is a ``ValueError``."""
        if balance < 0:
            raise ValueError(f"an account opens with 0 or more, not with {balance}")
        self._lock = threading.Lock()
        self._balance = balance

    @property
    def balance(self) -> int:
        """The money in the account now."""
        with self._lock:
            return self._balance

    def deposit(self, amount: int) -> None:
        """Pay in ``amount``; a ``ValueError`` when it is zero or less."""
        _check(amount)
        with self._lock:
            self._balance += amount

    def withdraw(self, amount: int) -> bool:
        """Take out ``amount`` and return True, or change nothing and return False.

        A ``ValueError`` when ``amount`` is zero or less.
        """
        _check(amount)
        with self._lock:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True


def _check(amount: int) -> None:
    """Raise ``ValueError`` unless the amount is one that can change hands."""
    if amount <= 0:
        raise ValueError(f"an amount is more than 0, not {amount}")
