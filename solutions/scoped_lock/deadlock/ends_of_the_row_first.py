"""Turns the row round if its first mutex is greater than its last one: the middle is not sorted."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = list({id(mutex): mutex for mutex in mutexes}.values())
        if self._mutexes and id(self._mutexes[0]) > id(self._mutexes[-1]):
            self._mutexes.reverse()

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
