"""The second look is taken with the mutex held, so a refused entry has touched the mutex."""


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entered = False

    def __enter__(self):
        if self._entered:
            raise RuntimeError("this guard has been entered before")
        self._mutex.acquire()
        if self._entered:
            self._mutex.release()
            raise RuntimeError("this guard has been entered before")
        self._entered = True
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
