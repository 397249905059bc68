"""Looks whether the next one is parked and fetches its event in two steps; it may leave between."""

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
        woken = self._parked[turn] = threading.Event()
        if self._next < turn:
            woken.wait()
        del self._parked[turn]

    def _finish(self) -> None:
        following = self._next + 1
        self._next = following
        if following in self._parked:
            self._parked[following].set()
