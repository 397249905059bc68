"""The mutex is entered with its own __enter__, which not every mutex has."""

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
            self._mutex.__enter__()
        except BaseException:
            self._entered = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.__exit__(kind, error, traceback)
