"""Numbers the mutexes when they are first seen, and forgets the numbers when nobody holds them."""

import threading


class ScopedLock:
    _lock = threading.Lock()
    _numbers = {}

    def __init__(self, *mutexes):
        self._mutexes = {id(mutex): mutex for mutex in mutexes}

    def __enter__(self):
        with self._lock:
            for identity in self._mutexes:
                self._numbers.setdefault(identity, len(self._numbers))
            order = sorted(self._mutexes, key=lambda identity: self._numbers[identity])
        self._taken = []
        try:
            for identity in order:
                self._mutexes[identity].acquire()
                self._taken.append(identity)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error):
        with self._lock:
            for identity in self._taken:
                self._numbers.pop(identity, None)
        for identity in self._taken:
            self._mutexes[identity].release()
