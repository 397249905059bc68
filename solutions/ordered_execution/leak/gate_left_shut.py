"""An action that raises leaves the gate of the next turn shut, a lock that nobody will release."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._asked: set[int] = set()
        self._lock = threading.Lock()
        self._gates = [threading.Lock() for _ in range(n + 1)]
        for gate in self._gates[1:]:
            gate.acquire()

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        self._gates[turn].acquire()
        answer = action()
        self._gates[turn + 1].release()
        return answer

    def _claim(self, turn: int) -> None:
        if not 0 <= turn < self._n:
            raise ValueError(f"there is no turn {turn}")
        with self._lock:
            if turn in self._asked:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked.add(turn)
