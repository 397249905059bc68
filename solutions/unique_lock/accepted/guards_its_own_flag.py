"""More than is asked: the flag has a lock of its own, which is never held while waiting."""

import threading


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._flag = threading.Lock()
        self._owns = False
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        with self._flag:
            return self._owns

    def lock(self):
        self._refuse_if_owned()
        self._mutex.acquire()
        self._set(True)

    def try_lock(self):
        self._refuse_if_owned()
        taken = self._mutex.acquire(blocking=False)
        self._set(taken)
        return taken

    def try_lock_for(self, seconds):
        if seconds is not None and seconds < 0:
            raise ValueError("seconds must not be negative")
        self._refuse_if_owned()
        taken = self._mutex.acquire(blocking=True, timeout=-1 if seconds is None else seconds)
        self._set(taken)
        return taken

    def unlock(self):
        if not self._set(False):
            raise RuntimeError("the mutex is not owned")
        self._mutex.release()

    def detach(self):
        self._set(False)
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self._set(False):
            self._mutex.release()

    def _refuse_if_owned(self):
        if self.owns_lock:
            raise RuntimeError("the mutex is owned already")

    def _set(self, owns):
        with self._flag:
            before, self._owns = self._owns, owns
            return before
