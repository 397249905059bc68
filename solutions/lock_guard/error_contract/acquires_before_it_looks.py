"""The mutex is acquired first and given back again by an entry that is refused."""


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entered = False

    def __enter__(self):
        self._mutex.acquire()
        if self._entered:
            self._mutex.release()
            raise RuntimeError("this guard has been entered before")
        self._entered = True
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
