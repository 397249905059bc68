"""The guard is marked only when the mutex is held; two threads that wait for it both go in."""

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
        with self._claim:
            self._entered = True
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
