"""What acquire() answered goes through one variable of the module, which all locks share."""

answer = False


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
        self._take()

    def try_lock(self):
        return self._take(blocking=False)

    def try_lock_for(self, seconds):
        if seconds is None:
            return self._take()
        if seconds < 0:
            raise ValueError("seconds must not be negative")
        return self._take(timeout=seconds)

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

    def _take(self, **how):
        global answer
        if self._owns:
            raise RuntimeError("the mutex is owned already")
        answer = self._mutex.acquire(**how)
        self._owns = answer
        return self._owns
