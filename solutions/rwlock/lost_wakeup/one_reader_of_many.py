"""A leaving writer notifies one reader; others that waited for that writer sleep for ever."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._lock = threading.Lock()
        self._readers_may_go = threading.Condition(self._lock)
        self._writers_may_go = threading.Condition(self._lock)
        self._readers = 0
        self._writing = False

    def acquire_read(self):
        with self._lock:
            while self._writing:
                self._readers_may_go.wait()
            self._readers += 1

    def release_read(self):
        with self._lock:
            self._readers -= 1
            if self._readers == 0:
                self._writers_may_go.notify()

    def acquire_write(self):
        with self._lock:
            while self._writing or self._readers > 0:
                self._writers_may_go.wait()
            self._writing = True

    def release_write(self):
        with self._lock:
            self._writing = False
            self._readers_may_go.notify()
            self._writers_may_go.notify()
