"""The loop around wait written out, with a deadline, and a last look after a timeout."""

import threading
import time


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError(permits)
        self._lock = threading.Lock()
        self._nonzero = threading.Condition(self._lock)
        self._free = permits

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError(timeout)
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._lock:
            while self._free == 0:
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    return False
                self._nonzero.wait(left)
            self._free -= 1
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError(n)
        with self._lock:
            self._free += n
            for _ in range(n):
                self._nonzero.notify()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()
