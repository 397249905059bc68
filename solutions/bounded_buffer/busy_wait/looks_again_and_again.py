"""Takes the lock and looks again and again until there is room or an item."""

import time
from collections import deque
from threading import Lock


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.items = deque()
        self.lock = Lock()

    def put(self, item, timeout=None):
        deadline = deadline_of(timeout)
        while True:
            with self.lock:
                if len(self.items) < self.capacity:
                    self.items.append(item)
                    return
            if time.monotonic() >= deadline:
                raise TimeoutError("full")

    def get(self, timeout=None):
        deadline = deadline_of(timeout)
        while True:
            with self.lock:
                if self.items:
                    return self.items.popleft()
            if time.monotonic() >= deadline:
                raise TimeoutError("empty")

    def __len__(self):
        with self.lock:
            return len(self.items)


def deadline_of(timeout):
    if timeout is None:
        return float("inf")
    if timeout < 0:
        raise ValueError("timeout must not be negative")
    return time.monotonic() + timeout
