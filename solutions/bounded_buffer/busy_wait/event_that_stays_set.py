"""The event that says "an item came" is never cleared, so waiting for it does not wait."""

import time
from collections import deque
from threading import Event, Lock


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.items = deque()
        self.lock = Lock()
        self.came = Event()
        self.went = Event()

    def put(self, item, timeout=None):
        deadline = deadline_of(timeout)
        while True:
            with self.lock:
                if len(self.items) < self.capacity:
                    self.items.append(item)
                    self.came.set()
                    return
            wait(self.went, deadline)

    def get(self, timeout=None):
        deadline = deadline_of(timeout)
        while True:
            with self.lock:
                if self.items:
                    self.went.set()
                    return self.items.popleft()
            wait(self.came, deadline)

    def __len__(self):
        with self.lock:
            return len(self.items)


def deadline_of(timeout):
    if timeout is None:
        return None
    if timeout < 0:
        raise ValueError("timeout must not be negative")
    return time.monotonic() + timeout


def wait(event, deadline):
    left = None if deadline is None else deadline - time.monotonic()
    if left is not None and left <= 0:
        raise TimeoutError
    event.wait(left)
