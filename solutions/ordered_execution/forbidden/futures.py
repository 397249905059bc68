"""A chain of futures keeps the order, but concurrent.futures is not for submissions."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._asked: set[int] = set()
        self._lock = threading.Lock()
        self._done: list[Future[None]] = [Future() for _ in range(n)]

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        if turn > 0:
            self._done[turn - 1].result()
        try:
            return action()
        finally:
            self._done[turn].set_result(None)

    def _claim(self, turn: int) -> None:
        if not 0 <= turn < self._n:
            raise ValueError(f"there is no turn {turn}")
        with self._lock:
            if turn in self._asked:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked.add(turn)
