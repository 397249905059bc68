"""Keeps what is held in one list of the class: blocks give back what belongs to others."""


class ScopedLock:
    _held = []

    def __init__(self, *mutexes):
        self._mutexes = sorted({id(mutex): mutex for mutex in mutexes}.values(), key=id)

    def __enter__(self):
        taken = []
        self._held.clear()
        try:
            for mutex in self._mutexes:
                mutex.acquire()
                taken.append(mutex)
                self._held.append(mutex)
        except BaseException:
            for mutex in reversed(taken):
                mutex.release()
            raise
        return self

    def __exit__(self, kind, error, traceback):
        for _ in self._mutexes:
            self._held.pop().release()
