"""All share one event, and a thread that clears it takes the news from its neighbour."""

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
        self._ended = threading.Event()

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
        while self._next < turn:
            self._ended.wait()
            self._ended.clear()

    def _finish(self) -> None:
        self._next += 1
        self._ended.set()
