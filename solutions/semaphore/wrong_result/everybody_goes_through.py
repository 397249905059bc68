"""A release wakes all who wait, and everybody who was woken takes a permit."""

import threading


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._permits = permits
        self._released = threading.Condition()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self._released:
            if self._permits == 0:
                woken = self._released.wait(timeout)
                if not woken and self._permits == 0:
                    return False
            self._permits -= 1
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._released:
            self._permits += n
            self._released.notify_all()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self.release()
