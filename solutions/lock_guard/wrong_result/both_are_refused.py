"""Entries are counted, looked at, and uncounted in three steps: two threads refuse each other."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._lock = threading.Lock()
        self._entries = 0

    def __enter__(self):
        self._count(1)
        with self._lock:
            alone = self._entries == 1
        if not alone:
            self._count(-1)
            raise RuntimeError("this guard has been entered before")
        try:
            self._mutex.acquire()
        except BaseException:
            self._count(-1)
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()

    def _count(self, change):
        with self._lock:
            self._entries += change
