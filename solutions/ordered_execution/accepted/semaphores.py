"""A chain of semaphores: the end of a turn gives the permit for the next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._asked = [False] * n
        self._lock = threading.Lock()
        self._permits = [threading.Semaphore(1 if turn == 0 else 0) for turn in range(n + 1)]

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        if not 0 <= turn < len(self._asked):
            raise ValueError(f"there is no turn {turn}")
        with self._lock:
            before, self._asked[turn] = self._asked[turn], True
        if before:
            raise RuntimeError(f"turn {turn} was asked for before")
        with self._permits[turn]:
            try:
                return action()
            finally:
                self._permits[turn + 1].release()
