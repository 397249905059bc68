"""Waits until enough threads have asked for a turn, not until enough turns are done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._asked: set[int] = set()
        self._changed = threading.Condition()

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        with self._changed:
            while len(self._asked) <= turn:
                self._changed.wait()
        return action()

    def _claim(self, turn: int) -> None:
        if not 0 <= turn < self._n:
            raise ValueError(f"there is no turn {turn}")
        with self._changed:
            if turn in self._asked:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked.add(turn)
            self._changed.notify_all()
