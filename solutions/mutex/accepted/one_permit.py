"""A semaphore with one permit serves as the lock, in a dataclass."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class BankAccount:
    balance: int = 0
    _permit: threading.Semaphore = field(
        default_factory=lambda: threading.Semaphore(1), init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if self.balance < 0:
            raise ValueError("an account opens with 0 or more")

    def deposit(self, amount: int) -> None:
        self._change(amount, amount)

    def withdraw(self, amount: int) -> bool:
        return self._change(amount, -amount)

    def _change(self, amount: int, change: int) -> bool | None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._permit:
            if self.balance + change < 0:
                return False
            self.balance += change
        return None if change > 0 else True
