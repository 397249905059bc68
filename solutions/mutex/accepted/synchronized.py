"""A decorator that runs whole methods under the lock of their object."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any


def synchronized(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def locked(self: Any, *args: Any, **kwargs: Any) -> Any:
        with self._lock:
            return method(self, *args, **kwargs)

    return locked


class BankAccount:
    def __init__(self, balance: int = 0) -> None:
        if balance < 0:
            raise ValueError("an account opens with 0 or more")
        self._balance = balance
        self._lock = threading.Lock()

    @property
    @synchronized
    def balance(self) -> int:
        return self._balance

    @synchronized
    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        self._balance += amount

    @synchronized
    def withdraw(self, amount: int) -> bool:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        if self._balance < amount:
            return False
        self._balance -= amount
        return True
