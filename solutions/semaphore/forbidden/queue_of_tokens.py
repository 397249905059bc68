"""The permits are tokens in a queue.Queue; `queue` is not among the allowed imports."""

import queue


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._tokens = queue.SimpleQueue()
        for _ in range(permits):
            self._tokens.put(None)

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        try:
            self._tokens.get(timeout=timeout)
        except queue.Empty:
            return False
        return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        for _ in range(n):
            self._tokens.put(None)

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *details):
        self.release()
