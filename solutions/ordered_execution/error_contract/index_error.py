"""Leaves the check of the range to the list, which raises an IndexError."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._next = 0
        self._asked = [False] * n
        self._changed = threading.Condition()

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        self._wait(turn)
        try:
            return action()
        finally:
            self._finish()

    def _claim(self, turn: int) -> None:
        with self._changed:
            if self._asked[turn]:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked[turn] = True

    def _wait(self, turn: int) -> None:
        with self._changed:
            while self._next < turn:
                self._changed.wait()

    def _finish(self) -> None:
        with self._changed:
            self._next += 1
            self._changed.notify_all()
