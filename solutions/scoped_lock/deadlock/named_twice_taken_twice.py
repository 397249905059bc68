"""Sorts, but takes a mutex twice that is named twice."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = sorted(mutexes, key=id)

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
