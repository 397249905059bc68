"""Two plain locks: one for the number, and a gate that is shut while the number is 0."""

import threading
import time


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._permits = permits
        self._number_lock = threading.Lock()
        self._gate = threading.Lock()
        if permits == 0:
            self._gate.acquire()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self._take():
            left = -1 if deadline is None else max(0, deadline - time.monotonic())
            if not self._gate.acquire(timeout=left):
                # Shut, or just in the hands of somebody who passes it: the number tells.
                return self._take()
            self._gate.release()
        return True

    def _take(self):
        with self._number_lock:
            if self._permits == 0:
                return False
            self._permits -= 1
            if self._permits == 0:
                self._gate.acquire()
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._number_lock:
            self._permits += n
            if self._permits == n:
                self._gate.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *details):
        self.release()
