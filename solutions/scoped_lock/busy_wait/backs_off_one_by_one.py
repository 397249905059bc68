"""Claims one mutex after the other, backs off when one is not free, and starts again at once."""

import threading


class ScopedLock:
    _table = threading.Lock()
    _claimed = {}

    def __init__(self, *mutexes):
        self._mutexes = {id(mutex): mutex for mutex in mutexes}

    def _claim(self):
        for identity in self._mutexes:
            with self._table:
                if self._claimed.setdefault(identity, self) is not self:
                    return False
        return True

    def _give_up(self):
        with self._table:
            for identity in self._mutexes:
                if self._claimed.get(identity) is self:
                    del self._claimed[identity]

    def __enter__(self):
        while not self._claim():
            self._give_up()
        self._taken = []
        try:
            for mutex in self._mutexes.values():
                mutex.acquire()
                self._taken.append(mutex)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error):
        for mutex in self._taken:
            mutex.release()
        self._give_up()
