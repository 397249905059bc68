"""Two threads both find the guard unused before either of them has marked it."""


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entered = False

    def __enter__(self):
        if self._entered:
            raise RuntimeError("this guard has been entered before")
        self._entered = True
        try:
            self._mutex.acquire()
        except BaseException:
            self._entered = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
