"""A waiter that gives up leaves the queue, also if the release has taken it out already."""

import threading
from collections import deque


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._guard = threading.Lock()
        self._permits = permits
        self._queue = deque()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self._guard:
            if self._permits > 0:
                self._permits -= 1
                return True
            handed_over = threading.Event()
            self._queue.append(handed_over)
        if handed_over.wait(timeout):
            return True
        with self._guard:
            self._queue.remove(handed_over)
            return False

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._guard:
            for _ in range(n):
                if self._queue:
                    self._queue.popleft().set()
                else:
                    self._permits += 1

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self.release()
