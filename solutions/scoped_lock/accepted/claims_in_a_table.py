"""A table of claimed mutexes: all are claimed in one step, and only then really taken."""

import threading


class ScopedLock:
    _table = threading.Condition()
    _claimed = set()

    def __init__(self, *mutexes):
        self._mutexes = {id(mutex): mutex for mutex in mutexes}

    def __enter__(self):
        wanted = self._mutexes.keys()
        with self._table:
            while self._claimed & wanted:
                self._table.wait()
            self._claimed.update(wanted)
        taken = []
        try:
            for mutex in self._mutexes.values():
                mutex.acquire()
                taken.append(mutex)
        except BaseException:
            self._give_back(taken)
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._give_back(self._mutexes.values())

    def _give_back(self, taken):
        for mutex in taken:
            mutex.release()
        with self._table:
            self._claimed.difference_update(self._mutexes)
            self._table.notify_all()
