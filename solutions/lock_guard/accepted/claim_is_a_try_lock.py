"""The claim is a lock of its own that is tried for, never waited for, and never given back."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()

    def __enter__(self):
        if not self._claim.acquire(blocking=False):
            raise RuntimeError("this guard has been entered before")
        acquired = False
        try:
            self._mutex.acquire()
            acquired = True
        finally:
            if not acquired:
                self._claim.release()
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
