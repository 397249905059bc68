"""Waits on its conditions in slices of 50 ms, because its notify may reach the wrong side."""

import time
from collections import deque
from threading import Condition, Lock


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._capacity = capacity
        self._items = deque()
        self._lock = Lock()
        self._room = self._stock = Condition(self._lock)

    def put(self, item, timeout=None):
        deadline = deadline_of(timeout)
        with self._lock:
            while len(self._items) == self._capacity:
                wait(self._room, deadline)
            self._items.append(item)
            self._stock.notify()

    def get(self, timeout=None):
        deadline = deadline_of(timeout)
        with self._lock:
            while not self._items:
                wait(self._stock, deadline)
            item = self._items.popleft()
            self._room.notify()
            return item

    def __len__(self):
        with self._lock:
            return len(self._items)


def deadline_of(timeout):
    if timeout is None:
        return None
    if timeout < 0:
        raise ValueError("timeout must not be negative")
    return time.monotonic() + timeout


def wait(condition, deadline):
    left = 0.05 if deadline is None else min(0.05, deadline - time.monotonic())
    if left <= 0:
        raise TimeoutError
    condition.wait(left)
