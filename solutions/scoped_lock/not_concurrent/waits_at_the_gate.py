"""Takes its mutexes behind a gate, and waits for them with the gate held."""

import threading


class ScopedLock:
    _gate = threading.Lock()

    def __init__(self, *mutexes):
        self._mutexes = list({id(mutex): mutex for mutex in mutexes}.values())

    def __enter__(self):
        with self._gate:
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
