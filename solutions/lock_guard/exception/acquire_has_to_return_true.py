"""An acquire() that returns nothing is taken for one that failed."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entered = False

    def __enter__(self):
        with self._claim:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._entered = True
        if not self._mutex.acquire():
            self._entered = False
            raise RuntimeError("the mutex could not be acquired")
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
