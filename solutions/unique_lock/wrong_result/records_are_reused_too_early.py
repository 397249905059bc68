"""A record goes back to the spare ones before it is wiped, when it may be in use again already."""

spare = []


class Record:
    owned = False


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._record = None
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return self._record is not None and self._record.owned

    def lock(self):
        self.try_lock_for(None)

    def try_lock(self):
        return self.try_lock_for(0)

    def try_lock_for(self, seconds):
        if self.owns_lock:
            raise RuntimeError("the mutex is owned already")
        if seconds is not None and seconds < 0:
            raise ValueError("seconds must not be negative")
        if not self._mutex.acquire(timeout=-1 if seconds is None else seconds):
            return False
        try:
            self._record = spare.pop()
        except IndexError:
            self._record = Record()
        self._record.owned = True
        return True

    def unlock(self):
        if not self.owns_lock:
            raise RuntimeError("the mutex is not owned")
        self._mutex.release()
        self._wipe()

    def detach(self):
        if self.owns_lock:
            self._wipe()
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self.owns_lock:
            self.unlock()

    def _wipe(self):
        record, self._record = self._record, None
        spare.append(record)
        record.owned = False
