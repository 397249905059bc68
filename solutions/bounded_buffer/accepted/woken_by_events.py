"""Each waiting call queues an event of its own; whoever is woken looks again or passes it on."""

import time
from collections import deque
from threading import Event, Lock


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.lock = Lock()
        self.items = deque()
        self.getters = deque()
        self.putters = deque()

    def put(self, item, timeout=None):
        with self.when(lambda: len(self.items) < self.capacity, self.putters, timeout):
            self.items.append(item)
            self.wake(self.getters)

    def get(self, timeout=None):
        with self.when(lambda: self.items, self.getters, timeout):
            item = self.items.popleft()
            self.wake(self.putters)
            return item

    def __len__(self):
        with self.lock:
            return len(self.items)

    def when(self, possible, line, timeout):
        """Return the lock, taken, as soon as ``possible()``; give it back with ``with``."""
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        self.lock.acquire()
        while not possible():
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                self.lock.release()
                raise TimeoutError
            event = Event()
            line.append(event)
            self.lock.release()
            event.wait(left)
            self.lock.acquire()
            if event in line:
                line.remove(event)
        return Taken(self.lock)

    @staticmethod
    def wake(line):
        if line:
            line.popleft().set()


class Taken:
    """A lock that is already held and is given back at the end of the block."""

    def __init__(self, lock):
        self.lock = lock

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.lock.release()
