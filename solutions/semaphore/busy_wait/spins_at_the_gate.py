"""A waiter tries the closed gate again and again, instead of waiting at it."""

import threading
import time


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._permits = permits
        self._lock = threading.Lock()
        self._gate = threading.Lock()
        if permits == 0:
            self._gate.acquire()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self._gate.acquire(blocking=False):
            if deadline is not None and time.monotonic() >= deadline:
                return False
        with self._lock:
            self._permits -= 1
            if self._permits > 0:
                self._gate.release()
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._lock:
            self._permits += n
            if self._permits == n:
                self._gate.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self.release()
