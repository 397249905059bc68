"""Mutexes that are owned are kept in a set, so they have to be hashable."""


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._owned = set()
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return bool(self._owned)

    def lock(self):
        self._refuse_if_owned()
        self._mutex.acquire()
        self._owned.add(self._mutex)

    def try_lock(self):
        return self.try_lock_for(0)

    def try_lock_for(self, seconds):
        self._refuse_if_owned()
        if seconds is not None and seconds < 0:
            raise ValueError("seconds must not be negative")
        if self._mutex.acquire(timeout=-1 if seconds is None else seconds):
            self._owned.add(self._mutex)
        return self.owns_lock

    def unlock(self):
        if not self._owned:
            raise RuntimeError("the mutex is not owned")
        self._owned.pop().release()

    def detach(self):
        self._owned.clear()
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self._owned:
            self.unlock()

    def _refuse_if_owned(self):
        if self._owned:
            raise RuntimeError("the mutex is owned already")
