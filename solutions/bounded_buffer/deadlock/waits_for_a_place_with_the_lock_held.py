"""put waits for a place while it holds the lock that a get needs to free one."""

import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.places = threading.Semaphore(capacity)
        self.ready = threading.Semaphore(0)
        self.lock = threading.Lock()
        self.items = deque()

    def put(self, item, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.lock:
            if not self.places.acquire(timeout=timeout):
                raise TimeoutError("full")
            self.items.append(item)
        self.ready.release()

    def get(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self.ready.acquire(timeout=timeout):
            raise TimeoutError("empty")
        with self.lock:
            item = self.items.popleft()
        self.places.release()
        return item

    def __len__(self):
        with self.lock:
            return len(self.items)
