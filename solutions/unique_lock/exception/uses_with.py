"""The mutex is entered with its own __enter__, which not every mutex has."""


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._owns = False
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return self._owns

    def lock(self):
        self._refuse_if_owned()
        self._mutex.__enter__()
        self._owns = True

    def try_lock(self):
        self._refuse_if_owned()
        self._owns = self._mutex.acquire(blocking=False)
        return self._owns

    def try_lock_for(self, seconds):
        self._refuse_if_owned()
        if seconds is not None and seconds < 0:
            raise ValueError("seconds must not be negative")
        self._owns = self._mutex.acquire(timeout=-1 if seconds is None else seconds)
        return self._owns

    def unlock(self):
        if not self._owns:
            raise RuntimeError("the mutex is not owned")
        self._mutex.release()
        self._owns = False

    def detach(self):
        self._owns = False
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self._owns:
            self.unlock()

    def _refuse_if_owned(self):
        if self._owns:
            raise RuntimeError("the mutex is owned already")
