"""A refused entry is cleaned up like a failed one, after which the guard is free again."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entered = False

    def __enter__(self):
        try:
            with self._claim:
                if self._entered:
                    raise RuntimeError("this guard has been entered before")
                self._entered = True
            self._mutex.acquire()
        except BaseException:
            self._entered = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
