"""Order of arrival: each waiter sleeps on a lock of its own, and release hands permits over."""

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
            bell = threading.Lock()
            bell.acquire()
            self._queue.append(bell)
        if bell.acquire(timeout=-1 if timeout is None else timeout):
            return True
        return not self._gave_up(bell)

    def _gave_up(self, bell):
        with self._guard:
            if bell not in self._queue:
                # The permit was handed over between the timeout and this lock: it is ours.
                return False
            self._queue.remove(bell)
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._guard:
            for _ in range(n):
                if self._queue:
                    self._queue.popleft().release()
                else:
                    self._permits += 1

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *details):
        self.release()
