"""A fixed row of slots, each empty, busy, idle or lent; everybody is woken by every change."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any


class State(Enum):
    EMPTY = auto()
    BUSY = auto()
    IDLE = auto()
    LENT = auto()


@dataclass(eq=False)
class Slot:
    state: State = State.EMPTY
    conn: Any = None


class ConnectionPool:
    def __init__(self, factory: Callable[[], Any], size: int) -> None:
        if size < 1:
            raise ValueError(f"size is {size}")
        self._factory = factory
        self._slots = [Slot() for _ in range(size)]
        self._changed = threading.Condition()

    def _find(self, state: State) -> Slot | None:
        return next((slot for slot in self._slots if slot.state is state), None)

    def acquire(self, timeout: float | None = None) -> Any:
        if timeout is not None and timeout < 0:
            raise ValueError(f"timeout is {timeout}")
        with self._changed:
            slot = self._claim(timeout)
            if slot.state is State.IDLE:
                slot.state = State.LENT
                return slot.conn
            slot.state = State.BUSY
        conn = None
        state = State.EMPTY
        try:
            conn = self._factory()
            state = State.LENT
        finally:
            with self._changed:
                slot.conn = conn
                slot.state = state
                self._changed.notify_all()
        return conn

    def _claim(self, timeout: float | None) -> Slot:
        began = time.monotonic()
        while True:
            slot = self._find(State.IDLE) or self._find(State.EMPTY)
            if slot is not None:
                return slot
            if timeout is None:
                self._changed.wait()
                continue
            left = began + timeout - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"nothing in {timeout} s")
            self._changed.wait(left)

    def release(self, conn: Any) -> None:
        with self._changed:
            for slot in self._slots:
                if slot.conn is conn and slot.state is State.LENT:
                    slot.state = State.IDLE
                    self._changed.notify_all()
                    return
        raise ValueError("this connection is not checked out")

    @contextlib.contextmanager
    def connection(self, timeout: float | None = None) -> Iterator[Any]:
        conn = self.acquire(timeout)
        with contextlib.ExitStack() as stack:
            stack.callback(self.release, conn)
            yield conn
