"""One lock with a condition per turn, so that the end of a turn wakes exactly the next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._next = 0
        self._asked: set[int] = set()
        self._lock = threading.Lock()
        self._conditions = [threading.Condition(self._lock) for _ in range(n + 1)]

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        self._wait(turn)
        try:
            return action()
        finally:
            self._finish()

    def _claim(self, turn: int) -> None:
        if not 0 <= turn < self._n:
            raise ValueError(f"there is no turn {turn}")
        with self._lock:
            if turn in self._asked:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked.add(turn)

    def _wait(self, turn: int) -> None:
        with self._lock:
            while self._next < turn:
                self._conditions[turn].wait()

    def _finish(self) -> None:
        with self._lock:
            self._next += 1
            self._conditions[self._next].notify()
