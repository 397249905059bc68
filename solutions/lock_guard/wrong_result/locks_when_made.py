"""The mutex is acquired when the guard is made, not when its block begins."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entered = False
        self._mutex.acquire()

    def __enter__(self):
        with self._claim:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._entered = True
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
