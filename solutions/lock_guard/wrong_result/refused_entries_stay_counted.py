"""A refused entry stays counted; if the one before it then fails, the guard is lost for all."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entries = 0

    def __enter__(self):
        with self._claim:
            self._entries += 1
            if self._entries > 1:
                raise RuntimeError("this guard has been entered before")
        try:
            self._mutex.acquire()
        except BaseException:
            with self._claim:
                self._entries -= 1
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
