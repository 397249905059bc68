"""Gives each mutex back as soon as it has the next one, and holds only the last."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = sorted({id(mutex): mutex for mutex in mutexes}.values(), key=id)

    def __enter__(self):
        taken = []
        try:
            for mutex in self._mutexes:
                mutex.acquire()
                taken.append(mutex)
                if len(taken) > 1:
                    taken.pop(0).release()
        except BaseException:
            for mutex in reversed(taken):
                mutex.release()
            raise
        return self

    def __exit__(self, kind, error, traceback):
        for mutex in self._mutexes[-1:]:
            mutex.release()
