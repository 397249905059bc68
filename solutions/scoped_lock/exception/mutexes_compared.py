"""Sorts the mutexes themselves, but one is not less than another."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = sorted({id(mutex): mutex for mutex in mutexes}.values())

    def __enter__(self):
        taken = []
        try:
            for mutex in self._mutexes:
                mutex.acquire()
                taken.append(mutex)
        except BaseException:
            for mutex in reversed(taken):
                mutex.release()
            raise
        return self

    def __exit__(self, kind, error, traceback):
        for mutex in reversed(self._mutexes):
            mutex.release()
