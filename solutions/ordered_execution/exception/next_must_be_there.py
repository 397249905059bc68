"""The end of a turn wakes the next one's event, which is there only if that thread has arrived."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._next = 0
        self._asked: set[int] = set()
        self._parked: dict[int, threading.Event] = {}
        self._lock = threading.Lock()

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
            if self._next == turn:
                return
            woken = self._parked[turn] = threading.Event()
        woken.wait()

    def _finish(self) -> None:
        with self._lock:
            self._next += 1
            if self._next < self._n:
                self._parked[self._next].set()
