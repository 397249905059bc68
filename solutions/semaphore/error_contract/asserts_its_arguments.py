"""Wrong arguments are an AssertionError, which python -O would even leave out."""

import threading
import time


class Semaphore:
    def __init__(self, permits):
        assert permits >= 0
        self._permits = permits
        self._released = threading.Condition()

    def acquire(self, timeout=None):
        assert timeout is None or timeout >= 0
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._released:
            while self._permits == 0:
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    return False
                self._released.wait(left)
            self._permits -= 1
            return True

    def release(self, n=1):
        assert n >= 1
        with self._released:
            self._permits += n
            self._released.notify(n)

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self.release()
