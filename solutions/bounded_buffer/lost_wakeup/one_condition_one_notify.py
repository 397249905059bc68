"""Both sides wait on one condition and notify() may wake the wrong one."""

import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.items = deque()
        self.changed = threading.Condition()

    def put(self, item, timeout=None):
        check(timeout)
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.items) < self.capacity, timeout):
                raise TimeoutError("full")
            self.items.append(item)
            self.changed.notify()

    def get(self, timeout=None):
        check(timeout)
        with self.changed:
            if not self.changed.wait_for(lambda: self.items, timeout):
                raise TimeoutError("empty")
            item = self.items.popleft()
            self.changed.notify()
            return item

    def __len__(self):
        with self.changed:
            return len(self.items)


def check(timeout):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must not be negative")
