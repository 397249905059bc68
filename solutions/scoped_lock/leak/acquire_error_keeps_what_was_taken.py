"""Does not give back what it has taken when a later acquire raises."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = sorted({id(mutex): mutex for mutex in mutexes}.values(), key=id)

    def __enter__(self):
        for mutex in self._mutexes:
            mutex.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        for mutex in reversed(self._mutexes):
            mutex.release()
