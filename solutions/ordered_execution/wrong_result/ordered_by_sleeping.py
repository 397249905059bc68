"""Later turns sleep for longer, as if a sleep could put threads in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._asked: set[int] = set()
        self._lock = threading.Lock()

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        time.sleep(turn * 0.01)
        return action()

    def _claim(self, turn: int) -> None:
        if not 0 <= turn < self._n:
            raise ValueError(f"there is no turn {turn}")
        with self._lock:
            if turn in self._asked:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked.add(turn)
