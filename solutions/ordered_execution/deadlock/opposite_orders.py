"""Claiming takes the claim lock and then the turn lock, finishing the other way round."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._next = 0
        self._pending: set[int] = set()
        self._claims = threading.Lock()
        self._changed = threading.Condition(threading.Lock())

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        self._wait(turn)
        try:
            return action()
        finally:
            self._finish(turn)

    def _claim(self, turn: int) -> None:
        if not 0 <= turn < self._n:
            raise ValueError(f"there is no turn {turn}")
        with self._claims, self._changed:
            if turn < self._next or turn in self._pending:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._pending.add(turn)

    def _wait(self, turn: int) -> None:
        with self._changed:
            while self._next < turn:
                self._changed.wait()

    def _finish(self, turn: int) -> None:
        with self._changed, self._claims:
            self._next += 1
            self._pending.remove(turn)
            self._changed.notify_all()
