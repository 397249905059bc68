"""Owners stand in a common dict; who is removed after its release may undo the next entry."""

owners = {}


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._key = id(mutex)
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return self in owners.get(self._key, ())

    def lock(self):
        self._refuse_if_owned()
        self._mutex.acquire()
        self._register()

    def try_lock(self):
        return self.try_lock_for(0)

    def try_lock_for(self, seconds):
        self._refuse_if_owned()
        if seconds is not None and seconds < 0:
            raise ValueError("seconds must not be negative")
        taken = self._mutex.acquire(timeout=-1 if seconds is None else seconds)
        if taken:
            self._register()
        return taken

    def unlock(self):
        if not self.owns_lock:
            raise RuntimeError("the mutex is not owned")
        self._mutex.release()
        self._unregister()

    def detach(self):
        self._unregister()
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self.owns_lock:
            self.unlock()

    def _refuse_if_owned(self):
        if self.owns_lock:
            raise RuntimeError("the mutex is owned already")

    def _register(self):
        owners[self._key] = (*owners.get(self._key, ()), self)

    def _unregister(self):
        owners[self._key] = tuple(lock for lock in owners.get(self._key, ()) if lock is not self)
