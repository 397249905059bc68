"""Looks into the table, takes a nap, and looks again."""

import threading
import time


class ScopedLock:
    _table = threading.Condition()
    _claimed = set()

    def __init__(self, *mutexes):
        self._mutexes = {id(mutex): mutex for mutex in mutexes}

    def __enter__(self):
        wanted = self._mutexes.keys()
        while not self._claim(wanted):
            time.sleep(0.001)
        taken = []
        try:
            for mutex in self._mutexes.values():
                mutex.acquire()
                taken.append(mutex)
        except BaseException:
            self._give_back(taken)
            raise
        return self

    def _claim(self, wanted):
        with self._table:
            if self._claimed & wanted:
                return False
            self._claimed.update(wanted)
            return True

    def __exit__(self, kind, error, traceback):
        self._give_back(self._mutexes.values())

    def _give_back(self, taken):
        for mutex in taken:
            mutex.release()
        with self._table:
            self._claimed.difference_update(self._mutexes)
            self._table.notify_all()
