"""put, get and len() each take two of three locks, and no order fits all of them."""

from collections import deque
from threading import Lock, Semaphore


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.places = Semaphore(capacity)
        self.ready = Semaphore(0)
        self.items = deque()
        self.tail_lock = Lock()
        self.head_lock = Lock()
        self.count_lock = Lock()
        self.count = 0

    def put(self, item, timeout=None):
        claim(self.places, timeout)
        with self.tail_lock, self.count_lock:
            self.items.append(item)
            self.count += 1
        self.ready.release()

    def get(self, timeout=None):
        claim(self.ready, timeout)
        with self.count_lock, self.head_lock:
            item = self.items.popleft()
            self.count -= 1
        self.places.release()
        return item

    def __len__(self):
        with self.head_lock, self.tail_lock:
            return self.count


def claim(semaphore, timeout):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must not be negative")
    if not semaphore.acquire(timeout=timeout):
        raise TimeoutError
