"""A refused entry leaves the inner lock locked, and the next one waits for it for ever."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entered = False

    def __enter__(self):
        self._claim.acquire()
        if self._entered:
            raise RuntimeError("this guard has been entered before")
        self._entered = True
        self._claim.release()
        try:
            self._mutex.acquire()
        except BaseException:
            self._entered = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
