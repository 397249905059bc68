"""The event of a turn is made by whoever comes first, unprotected: one may wait for another's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._asked: set[int] = set()
        self._lock = threading.Lock()
        self._done: dict[int, threading.Event] = {}

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        if turn > 0:
            self._event(turn - 1).wait()
        try:
            return action()
        finally:
            self._event(turn).set()

    def _event(self, turn: int) -> threading.Event:
        event = self._done.get(turn)
        if event is None:
            event = self._done[turn] = threading.Event()
        return event

    def _claim(self, turn: int) -> None:
        if not 0 <= turn < self._n:
            raise ValueError(f"there is no turn {turn}")
        with self._lock:
            if turn in self._asked:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked.add(turn)
