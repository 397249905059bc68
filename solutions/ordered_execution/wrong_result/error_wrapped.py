"""What an action raises is replaced by an error of our own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._n = n
        self._next = 0
        self._asked: set[int] = set()
        self._changed = threading.Condition()

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        self._claim(turn)
        self._wait(turn)
        try:
            return action()
        except BaseException as error:
            raise RuntimeError(f"the action of turn {turn} failed") from error
        finally:
            self._finish()

    def _claim(self, turn: int) -> None:
        if not 0 <= turn < self._n:
            raise ValueError(f"there is no turn {turn}")
        with self._changed:
            if turn in self._asked:
                raise RuntimeError(f"turn {turn} was asked for before")
            self._asked.add(turn)

    def _wait(self, turn: int) -> None:
        with self._changed:
            while self._next < turn:
                self._changed.wait()

    def _finish(self) -> None:
        with self._changed:
            self._next += 1
            self._changed.notify_all()
