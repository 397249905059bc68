"""The flag belongs to the class: one guard that has been entered uses up all others."""

import threading


class LockGuard:
    entered = False
    claim = threading.Lock()

    def __init__(self, mutex):
        self._mutex = mutex

    def __enter__(self):
        with LockGuard.claim:
            if LockGuard.entered:
                raise RuntimeError("this guard has been entered before")
            LockGuard.entered = True
        try:
            self._mutex.acquire()
        except BaseException:
            LockGuard.entered = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
