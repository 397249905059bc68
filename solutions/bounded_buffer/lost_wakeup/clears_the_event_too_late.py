"""get clears the event after it saw nothing, and with it a set() that came in between."""

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
        self.changed = Event()

    def put(self, item, timeout=None):
        def attempt():
            if len(self.items) == self.capacity:
                return False
            self.items.append(item)
            return True

        self.when_possible(attempt, timeout)

    def get(self, timeout=None):
        got = []

        def attempt():
            if not self.items:
                return False
            got.append(self.items.popleft())
            return True

        self.when_possible(attempt, timeout)
        return got[0]

    def __len__(self):
        with self.lock:
            return len(self.items)

    def when_possible(self, attempt, timeout):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            with self.lock:
                if attempt():
                    self.changed.set()
                    return
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError
            self.changed.clear()
            self.changed.wait(left)
