"""Puts the mutexes into a set, for which they need a hash."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = sorted(set(mutexes), key=id)

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
