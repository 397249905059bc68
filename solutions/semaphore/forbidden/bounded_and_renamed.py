"""The library's bounded semaphore, imported under another name."""

from threading import BoundedSemaphore as Counter


class Semaphore:
    def __init__(self, permits):
        self._inner = Counter(permits)

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        return self._inner.acquire(timeout=timeout)

    def release(self, n=1):
        self._inner.release(n)

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *details):
        self.release()
