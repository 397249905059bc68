"""When an acquire raises, it gives back all of them, also those it has not taken."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = sorted({id(mutex): mutex for mutex in mutexes}.values(), key=id)

    def __enter__(self):
        taken = []
        try:
            for mutex in self._mutexes:
                mutex.acquire()
                taken.append(mutex)
        except BaseException:
            for mutex in reversed(self._mutexes):
                mutex.release()
            raise
        return self

    def __exit__(self, kind, error, traceback):
        for mutex in reversed(self._mutexes):
            mutex.release()
