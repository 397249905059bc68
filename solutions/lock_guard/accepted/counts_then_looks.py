"""Every entry is counted and looks at the count it made itself; a refused one stays uncounted."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._counting = threading.RLock()
        self._entries = 0

    def __enter__(self):
        if self._count(1) > 1:
            self._count(-1)
            raise RuntimeError("this guard has been entered before")
        try:
            self._mutex.acquire()
        except:
            self._count(-1)
            raise
        return self._mutex

    def __exit__(self, kind, error, traceback):
        self._mutex.release()

    def _count(self, change):
        with self._counting:
            self._entries += change
            return self._entries
