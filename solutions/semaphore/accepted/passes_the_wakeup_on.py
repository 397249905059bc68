"""A release wakes one waiter; whoever takes a permit and sees another one wakes the next waiter."""

import threading
import time


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._permits = permits
        self._available = threading.Condition(threading.Lock())

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        start = time.monotonic()
        with self._available:
            while self._permits == 0:
                if timeout is None:
                    self._available.wait()
                elif not self._wait_until(start + timeout):
                    return False
            self._permits -= 1
            if self._permits > 0:
                self._available.notify()
            return True

    def _wait_until(self, deadline):
        self._available.wait(max(0.0, deadline - time.monotonic()))
        return self._permits > 0 or time.monotonic() < deadline

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._available:
            self._permits += n
            self._available.notify()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self.release()
