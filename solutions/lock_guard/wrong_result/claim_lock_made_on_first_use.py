"""Each of two first entries makes an inner lock of its own, and both go in."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = None
        self._entered = False

    def __enter__(self):
        if self._claim is None:
            self._claim = threading.Lock()
        with self._claim:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._entered = True
        try:
            self._mutex.acquire()
        except BaseException:
            self._entered = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
