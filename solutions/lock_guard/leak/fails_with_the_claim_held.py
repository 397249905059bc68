"""When acquire() raises, the inner lock stays locked, and the next entry waits for it for ever."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entered = False

    def __enter__(self):
        self._claim.acquire()
        if self._entered:
            self._claim.release()
            raise RuntimeError("this guard has been entered before")
        self._mutex.acquire()
        self._entered = True
        self._claim.release()
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
