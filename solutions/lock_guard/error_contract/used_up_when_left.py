"""The guard counts as used only once its block is over, so it can be entered inside it."""

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
        self._mutex.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self._entered = True
        self._mutex.release()
