"""Takes timeout=0 for no timeout at all and waits for ever."""

import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.items = deque()
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def put(self, item, timeout=None):
        check(timeout)
        with self.lock:
            if not self.not_full.wait_for(lambda: len(self.items) < self.capacity, timeout or None):
                raise TimeoutError("full")
            self.items.append(item)
            self.not_empty.notify()

    def get(self, timeout=None):
        check(timeout)
        with self.lock:
            if not self.not_empty.wait_for(lambda: self.items, timeout or None):
                raise TimeoutError("empty")
            item = self.items.popleft()
            self.not_full.notify()
            return item

    def __len__(self):
        with self.lock:
            return len(self.items)


def check(timeout):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must not be negative")
