"""put takes its own lock and then that of get, and get takes the same two the other way round."""

from collections import deque
from threading import Condition, Lock


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.items = deque()
        self.put_lock = Lock()
        self.get_lock = Lock()
        self.not_full = Condition(self.put_lock)
        self.not_empty = Condition(self.get_lock)

    def put(self, item, timeout=None):
        check(timeout)
        with self.put_lock:
            if not self.not_full.wait_for(lambda: len(self.items) < self.capacity, timeout):
                raise TimeoutError("full")
            self.items.append(item)
            self.not_full.notify()
            with self.get_lock:
                self.not_empty.notify()

    def get(self, timeout=None):
        check(timeout)
        with self.get_lock:
            if not self.not_empty.wait_for(lambda: len(self.items) > 0, timeout):
                raise TimeoutError("empty")
            item = self.items.popleft()
            self.not_empty.notify()
            with self.put_lock:
                self.not_full.notify()
        return item

    def __len__(self):
        return len(self.items)


def check(timeout):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must not be negative")
