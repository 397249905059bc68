"""Leaves out a mutex that is equal to another one, though it is not the same."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = []
        for mutex in sorted(mutexes, key=id):
            if mutex not in self._mutexes:
                self._mutexes.append(mutex)

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
