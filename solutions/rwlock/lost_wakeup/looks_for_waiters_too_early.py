"""Whether anybody waits is asked before the lock is taken: one who comes in between sleeps on."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._readers = 0
        self._writing = False
        self._waiting = 0
        self._changed = threading.Condition()

    def acquire_read(self):
        with self._changed:
            while self._writing:
                self._wait()
            self._readers += 1

    def release_read(self):
        with self._changed:
            self._readers -= 1
            if self._readers == 0:
                self._changed.notify_all()

    def acquire_write(self):
        with self._changed:
            while self._writing or self._readers > 0:
                self._wait()
            self._writing = True

    def release_write(self):
        somebody_waits = self._waiting > 0
        with self._changed:
            self._writing = False
            if somebody_waits:
                self._changed.notify_all()

    def _wait(self):
        self._waiting += 1
        self._changed.wait()
        self._waiting -= 1
