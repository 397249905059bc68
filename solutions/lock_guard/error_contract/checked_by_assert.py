"""An assert stands for the check: it raises AssertionError, or nothing under python -O."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entered = False

    def __enter__(self):
        with self._claim:
            assert not self._entered, "this guard has been entered before"
            self._entered = True
        try:
            self._mutex.acquire()
        except BaseException:
            self._entered = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
