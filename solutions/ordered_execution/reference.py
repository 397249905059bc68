"""A counter of finished turns and one condition that tells everybody when it moves."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class OrderedExecution:
    """The turns 0 to n-1, each taken once, one after the other."""

    def __init__(self, n: int) -> None:
        """Prepare n turns, none of them asked for yet."""
        self._n = n
        self._next = 0
        self._asked: set[int] = set()
        self._changed = threading.Condition()

    def run(self, turn: int, action: Callable[[], T]) -> T:
        """Wait until all turns before ``turn`` are done, then return what ``action()`` returns.

        The turn is done when the action returns or raises; what it raises goes to the caller.
        At once, without waiting: a ``ValueError`` for a turn outside 0 to n-1, a
        ``RuntimeError`` for a turn that was asked for before.
        """
        with self._changed:
            self._claim(turn)
            while self._next != turn:
                self._changed.wait()
        try:
            # The lock is not held here: whoever only wants an error must not wait for an action.
            return action()
        finally:
            with self._changed:
                self._next += 1
                self._changed.notify_all()

    def _claim(self, turn: int) -> None:
        """Note that the turn was asked for, or raise; the lock is held."""
        if not 0 <= turn < self._n:
            raise ValueError(f"turn {turn} is outside 0 to {self._n - 1}")
        if turn in self._asked:
            raise RuntimeError(f"turn {turn} was asked for before")
        self._asked.add(turn)
