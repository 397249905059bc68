"""Waits for its mutexes with a gate held, if there is more than one of them."""

import threading
from contextlib import nullcontext


class ScopedLock:
    _gate = threading.Lock()

    def __init__(self, *mutexes):
        self._mutexes = sorted({id(mutex): mutex for mutex in mutexes}.values(), key=id)

    def __enter__(self):
        with self._gate if len(self._mutexes) > 1 else nullcontext():
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
