"""Who asks for a taken turn waits for its lock, which is held until its action has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._next = 0
        self._asked = [False] * n
        self._owned = [threading.RLock() for _ in range(n)]
        self._changed = threading.Condition()

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        if not 0 <= turn < len(self._asked):
            raise ValueError(f"there is no turn {turn}")
        with self._owned[turn]:
            if self._asked[turn]:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked[turn] = True
            self._wait(turn)
            try:
                return action()
            finally:
                self._finish()

    def _wait(self, turn: int) -> None:
        with self._changed:
            while self._next < turn:
                self._changed.wait()

    def _finish(self) -> None:
        with self._changed:
            self._next += 1
            self._changed.notify_all()
