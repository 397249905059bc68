"""Looks into the table again and again until its mutexes are free."""

import threading


class ScopedLock:
    _table = threading.Condition()
    _claimed = set()

    def __init__(self, *mutexes):
        self._mutexes = {id(mutex): mutex for mutex in mutexes}

    def __enter__(self):
        wanted = self._mutexes.keys()
        while True:
            with self._table:
                if not self._claimed & wanted:
                    self._claimed.update(wanted)
                    break
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
