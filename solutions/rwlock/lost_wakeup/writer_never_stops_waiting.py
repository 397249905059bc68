"""A writer that waited stays in the count of waiting writers, so readers wait for it for ever."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._readers = 0
        self._writing = False
        self._waiting_writers = 0
        self._changed = threading.Condition()

    def acquire_read(self):
        with self._changed:
            while self._writing or self._waiting_writers > 0:
                self._changed.wait()
            self._readers += 1

    def release_read(self):
        with self._changed:
            self._readers -= 1
            if self._readers == 0:
                self._changed.notify_all()

    def acquire_write(self):
        with self._changed:
            if self._writing or self._readers > 0:
                self._waiting_writers += 1
            while self._writing or self._readers > 0:
                self._changed.wait()
            self._writing = True

    def release_write(self):
        with self._changed:
            self._writing = False
            self._changed.notify_all()
