"""Whoever gets in wakes one of those who wait for the outcome, and the refused one wakes nobody."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entering = False
        self._entered = False
        self._changed = threading.Condition()

    def __enter__(self):
        with self._changed:
            while self._entering:
                self._changed.wait()
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._entering = True
        try:
            self._mutex.acquire()
        except BaseException:
            self._finish(entered=False)
            raise
        self._finish(entered=True)
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()

    def _finish(self, entered):
        with self._changed:
            self._entering = False
            self._entered = entered
            self._changed.notify()
