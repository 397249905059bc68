"""A block that is left by something other than an Exception does not give its permit back."""

import threading


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError
        self._cond = threading.Condition()
        self._permits = permits

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
        self.acquire()
        return self

    def __exit__(self, kind, error, trace):
        if error is None or isinstance(error, Exception):
            self.release()
