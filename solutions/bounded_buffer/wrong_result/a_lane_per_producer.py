"""Every producer has a lane of its own, and get empties the oldest lane before the next one."""

from collections import deque
from threading import Condition, Lock, get_ident


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._capacity = capacity
        self._lanes = {}
        self._count = 0
        lock = Lock()
        self._not_full = Condition(lock)
        self._not_empty = Condition(lock)

    def put(self, item, timeout=None):
        self._check(timeout)
        with self._not_full:
            if not self._not_full.wait_for(lambda: self._count < self._capacity, timeout):
                raise TimeoutError
            self._lanes.setdefault(get_ident(), deque()).append(item)
            self._count += 1
            self._not_empty.notify()

    def get(self, timeout=None):
        self._check(timeout)
        with self._not_empty:
            if not self._not_empty.wait_for(lambda: self._count > 0, timeout):
                raise TimeoutError
            self._count -= 1
            self._not_full.notify()
            return next(lane for lane in self._lanes.values() if lane).popleft()

    def __len__(self):
        with self._not_full:
            return self._count

    @staticmethod
    def _check(timeout):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
