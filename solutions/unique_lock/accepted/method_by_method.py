"""Every method does its own checking and its own acquire, in the shortest form there is."""


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
        if self._owns:
            raise RuntimeError("the mutex is owned already")
        self._owns = self._mutex.acquire()

    def try_lock(self):
        if self._owns:
            raise RuntimeError("the mutex is owned already")
        self._owns = self._mutex.acquire(False)
        return self._owns

    def try_lock_for(self, seconds):
        if seconds is None:
            self.lock()
            return True
        if seconds < 0:
            raise ValueError("seconds must not be negative")
        if seconds == 0:
            return self.try_lock()
        if self._owns:
            raise RuntimeError("the mutex is owned already")
        self._owns = self._mutex.acquire(True, seconds)
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
            self._owns = False
            self._mutex.release()
        return False
