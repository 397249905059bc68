"""One event per turn says that it is done; claims are pops from a set of turns left."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._left = set(range(n))
        self._done = [threading.Event() for _ in range(n)]

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        if not 0 <= turn < len(self._done):
            raise ValueError(f"there is no turn {turn}")
        try:
            # One operation both looks and takes, so that of two threads one gets the KeyError.
            self._left.remove(turn)
        except KeyError:
            raise RuntimeError(f"turn {turn} was asked for before") from None
        if turn > 0:
            self._done[turn - 1].wait()
        try:
            return action()
        finally:
            self._done[turn].set()
