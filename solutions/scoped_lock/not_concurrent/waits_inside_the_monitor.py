"""Blocks are kept apart by a monitor, which stays held while a mutex is waited for."""

import threading


class ScopedLock:
    _monitor = threading.Condition()
    _claimed = set()

    def __init__(self, *mutexes):
        self._by_id = {id(m): m for m in mutexes}

    def __enter__(self):
        mine = set(self._by_id)
        with self._monitor:
            while self._claimed & mine:
                self._monitor.wait()
            taken = []
            try:
                for m in self._by_id.values():
                    m.acquire()
                    taken.append(m)
            except BaseException:
                for m in taken:
                    m.release()
                raise
            self._claimed.update(mine)

    def __exit__(self, *exc):
        for m in self._by_id.values():
            m.release()
        with self._monitor:
            self._claimed.difference_update(self._by_id)
            self._monitor.notify_all()
