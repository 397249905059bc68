"""When acquire() raises, the block runs all the same, without the mutex."""

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
        try:
            self._mutex.acquire()
        except Exception:
            self._entered = False
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
