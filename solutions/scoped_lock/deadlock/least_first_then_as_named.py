"""Takes the least one first, as a gate, and the others as they are named."""


class ScopedLock:
    def __init__(self, *mutexes):
        different = list({id(mutex): mutex for mutex in mutexes}.values())
        least = min(different, key=id, default=None)
        self._mutexes = sorted(different, key=lambda mutex: mutex is not least)

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
