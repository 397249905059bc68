"""Claiming, waiting and finishing each take two of three locks, which closes a ring of three."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._next = 0
        self._pending: set[int] = set()
        self._parked: dict[int, threading.Event] = {}
        self._pending_lock = threading.Lock()
        self._next_lock = threading.Lock()
        self._parked_lock = threading.Lock()

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
        with self._pending_lock, self._next_lock:
            if turn < self._next or turn in self._pending:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._pending.add(turn)

    def _wait(self, turn: int) -> None:
        with self._next_lock:
            if self._next == turn:
                return
            with self._parked_lock:
                woken = self._parked[turn] = threading.Event()
        woken.wait()

    def _finish(self, turn: int) -> None:
        with self._next_lock:
            self._next += 1
        with self._parked_lock, self._pending_lock:
            self._pending.remove(turn)
            woken = self._parked.pop(turn + 1, None)
        if woken is not None:
            woken.set()
