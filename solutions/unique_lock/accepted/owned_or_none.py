"""Two variables and no flag: the mutex it is about, and the mutex it owns, which may be None."""


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._owned = None
        if defer:
            return
        self.lock()

    @property
    def owns_lock(self):
        return self._owned is not None

    def lock(self):
        self.try_lock_for(None)

    def try_lock(self):
        return self.try_lock_for(seconds=0)

    def try_lock_for(self, seconds):
        if seconds is None:
            seconds = -1
        elif seconds < 0:
            raise ValueError("seconds must not be negative")
        if self._owned is not None:
            raise RuntimeError("the mutex is owned already")
        if self._mutex.acquire(True, seconds):
            self._owned = self._mutex
        return self._owned is not None

    def unlock(self):
        if self._owned is None:
            raise RuntimeError("the mutex is not owned")
        owned, self._owned = self._owned, None
        owned.release()

    def detach(self):
        self._owned = None
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self._owned is not None:
            self.unlock()
