"""Everybody is woken by every release and looks for itself; the permits are tokens in a list."""

from threading import Condition
from time import monotonic


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._tokens = list(range(permits))
        self._changed = Condition()

    def acquire(self, timeout=None):
        if timeout is None:
            return self._take(float("inf"))
        if timeout < 0:
            raise ValueError("timeout must not be negative")
        return self._take(monotonic() + timeout)

    def _take(self, deadline):
        with self._changed:
            while not self._tokens:
                left = deadline - monotonic()
                if left <= 0:
                    return False
                self._changed.wait(None if left == float("inf") else left)
            self._tokens.pop()
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._changed:
            self._tokens.extend(range(n))
            self._changed.notify_all()

    def __enter__(self):
        self.acquire()

    def __exit__(self, kind, error, traceback):
        self.release()
