"""Who finds an entry under way waits for its outcome: the inner lock is held while acquiring."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entering = threading.Lock()
        self._entered = False

    def __enter__(self):
        with self._entering:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._mutex.acquire()
            self._entered = True
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
