"""A get whose wait ran out raises without a last look and swallows the notify it got meanwhile.

The notify was meant for a waiting get; this one gave up with it, the other sleeps beside the item.
"""

import threading
import time
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
            if not self.not_full.wait_for(lambda: len(self.items) < self.capacity, timeout):
                raise TimeoutError("full")
            self.items.append(item)
            self.not_empty.notify()

    def get(self, timeout=None):
        check(timeout)
        with self.lock:
            deadline = None if timeout is None else time.monotonic() + timeout
            while not self.items:
                left = None if deadline is None else max(0, deadline - time.monotonic())
                if not self.not_empty.wait(left):
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
