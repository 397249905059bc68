"""Without a timeout it waits properly; with one it tries, naps and tries again."""

import threading
import time
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
        if not claim(self.places, timeout):
            raise TimeoutError("full")
        with self.lock:
            self.items.append(item)
        self.ready.release()

    def get(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not claim(self.ready, timeout):
            raise TimeoutError("empty")
        with self.lock:
            item = self.items.popleft()
        self.places.release()
        return item

    def __len__(self):
        with self.lock:
            return len(self.items)


def claim(semaphore, timeout):
    if timeout is None:
        return semaphore.acquire()
    deadline = time.monotonic() + timeout
    while not semaphore.acquire(blocking=False):
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.005)
    return True
