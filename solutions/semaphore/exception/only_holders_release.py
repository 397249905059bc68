"""A release is refused to a thread that has not acquired, but a permit has no owner."""

import threading
import time


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._permits = permits
        self._holders = []
        self._released = threading.Condition()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._released:
            while self._permits == 0:
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    return False
                self._released.wait(left)
            self._permits -= 1
            self._holders.append(threading.get_ident())
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._released:
            if self._holders:
                self._holders.remove(threading.get_ident())
            self._permits += n
            self._released.notify(n)

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self.release()
