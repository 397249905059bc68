"""Ownership is told by the thread that locked, so another thread cannot go on with the lock."""

import threading


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._owner = None
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return self._owner == threading.get_ident()

    def lock(self):
        self._refuse_if_owned()
        self._mutex.acquire()
        self._owner = threading.get_ident()

    def try_lock(self):
        return self.try_lock_for(0)

    def try_lock_for(self, seconds):
        self._refuse_if_owned()
        if seconds is not None and seconds < 0:
            raise ValueError("seconds must not be negative")
        taken = self._mutex.acquire(timeout=-1 if seconds is None else seconds)
        if taken:
            self._owner = threading.get_ident()
        return taken

    def unlock(self):
        if not self.owns_lock:
            raise RuntimeError("the mutex is not owned")
        self._owner = None
        self._mutex.release()

    def detach(self):
        self._owner = None
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self.owns_lock:
            self.unlock()

    def _refuse_if_owned(self):
        if self.owns_lock:
            raise RuntimeError("the mutex is owned already")
