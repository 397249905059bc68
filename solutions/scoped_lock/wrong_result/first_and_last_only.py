"""Takes the least and the greatest mutex, which is all there is of two but not of three."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = (
            list({id(m): m for m in (min(mutexes, key=id), max(mutexes, key=id))}.values())
            if mutexes
            else []
        )

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
