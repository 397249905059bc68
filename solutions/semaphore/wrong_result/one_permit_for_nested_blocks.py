"""A thread that enters a block within a block holds one permit, as if it were a lock."""

import threading


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError
        self._cond = threading.Condition()
        self._permits = permits
        self._mine = threading.local()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError
        with self._cond:
            if not self._cond.wait_for(lambda: self._permits > 0, timeout):
                return False
            self._permits -= 1
            return True

    def release(self, n=1):
        if n < 1:
            raise ValueError
        with self._cond:
            self._permits += n
            self._cond.notify(n)

    def __enter__(self):
        depth = getattr(self._mine, "depth", 0)
        if depth == 0:
            self.acquire()
        self._mine.depth = depth + 1
        return self

    def __exit__(self, *exc):
        self._mine.depth -= 1
        if self._mine.depth == 0:
            self.release()
