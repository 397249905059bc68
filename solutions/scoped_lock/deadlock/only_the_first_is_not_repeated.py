"""Leaves out a repeated mutex only when it comes right after itself, and sorts after that."""


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = sorted(
            (m for m, before in zip(mutexes, (None, *mutexes)) if m is not before), key=id
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
