"""The inner lock is held while acquiring, and who wants it tries again and again."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entering = threading.Lock()
        self._entered = False

    def __enter__(self):
        while not self._entering.acquire(blocking=False):
            pass
        try:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._mutex.acquire()
            self._entered = True
        finally:
            self._entering.release()
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
