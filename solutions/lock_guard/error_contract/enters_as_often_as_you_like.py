"""Nothing stops the second entry."""


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex

    def __enter__(self):
        self._mutex.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
