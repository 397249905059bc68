"""A bank account that many threads use at once."""

from __future__ import annotations


class BankAccount:
    """An account whose balance never goes below zero, whoever uses it at the same time."""

    def __init__(self, balance: int = 0) -> None:
        """Open the account; a negative balance is a ``ValueError``."""
        raise NotImplementedError

    @property
    def balance(self) -> int:
        """The money in the account now."""
        raise NotImplementedError

    def deposit(self, amount: int) -> None:
        """Pay in ``amount``; a ``ValueError`` when it is zero or less."""
        raise NotImplementedError

    def withdraw(self, amount: int) -> bool:
        """Take out ``amount`` and return True, or change nothing and return False.

        A ``ValueError`` when ``amount`` is zero or less.
        """
        raise NotImplementedError
