"""Actions that run one after the other, in whatever order their threads arrive."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class OrderedExecution:
    """The turns 0 to n-1, each taken once, one after the other."""

    def __init__(self, n: int) -> None:
        """Prepare n turns, none of them asked for yet."""
        raise NotImplementedError

    def run(self, turn: int, action: Callable[[], T]) -> T:
        """Wait until all turns before ``turn`` are done, then return what ``action()`` returns.

        The turn is done when the action returns or raises; what it raises goes to the caller.
        At once, without waiting: a ``ValueError`` for a turn outside 0 to n-1, a
        ``RuntimeError`` for a turn that was asked for before.
        """
        raise NotImplementedError
