"""Remembers a mutex before it has taken it, and gives it back when that failed."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = sorted({id(mutex): mutex for mutex in mutexes}.values(), key=id)

    def __enter__(self):
        taken = []
        try:
            for mutex in self._mutexes:
                taken.append(mutex)
                mutex.acquire()
        except BaseException:
            for mutex in reversed(taken):
                mutex.release()
            raise
        return self

    def __exit__(self, kind, error, traceback):
        for mutex in reversed(self._mutexes):
            mutex.release()
