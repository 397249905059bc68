"""What is left of the time is counted in whole seconds, so half a second is none."""

import threading
import time
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.items = deque()
        self.changed = threading.Condition()

    def put(self, item, timeout=None):
        deadline = self._deadline(timeout)
        with self.changed:
            while len(self) == self.capacity:
                self._wait(deadline)
            self.items.append(item)
            self.changed.notify_all()

    def get(self, timeout=None):
        deadline = self._deadline(timeout)
        with self.changed:
            while not len(self):
                self._wait(deadline)
            item = self.items.popleft()
            self.changed.notify_all()
        return item

    def __len__(self):
        # The condition's own lock is reentrant, so this may be called with or without it.
        with self.changed:
            return len(self.items)

    def _deadline(self, timeout):
        if timeout is None:
            return None
        if timeout < 0:
            raise ValueError("timeout must not be negative")
        return time.monotonic() + timeout

    def _wait(self, deadline):
        if deadline is None:
            self.changed.wait()
            return
        left = int(deadline - time.monotonic())
        if left <= 0:
            raise TimeoutError
        self.changed.wait(left)
