"""A context manager for the turn, with wait_for and claims made by dict.setdefault."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class OrderedExecution:
    def __init__(self, n: int) -> None:
        self._turns = range(n)
        self._done = 0
        self._owners: dict[int, object] = {}
        self._changed = threading.Condition(threading.Lock())

    def run(self, turn: int, action: Callable[[], Any]) -> Any:
        if turn not in self._turns:
            raise ValueError(f"there is no turn {turn}")
        me = object()
        if self._owners.setdefault(turn, me) is not me:
            raise RuntimeError(f"turn {turn} was asked for before")
        with self._holding(turn):
            return action()

    @contextmanager
    def _holding(self, turn: int) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: self._done == turn)
        try:
            yield
        finally:
            with self._changed:
                self._done = turn + 1
                self._changed.notify_all()
