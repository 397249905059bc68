"""Only a leaving writer notifies: a writer that waits for readers is never woken."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._readers = 0
        self._writing = False
        self._changed = threading.Condition()

    def acquire_read(self):
        with self._changed:
            while self._writing:
                self._changed.wait()
            self._readers += 1

    def release_read(self):
        with self._changed:
            self._readers -= 1

    def acquire_write(self):
        with self._changed:
            while self._writing or self._readers > 0:
                self._changed.wait()
            self._writing = True

    def release_write(self):
        with self._changed:
            self._writing = False
            self._changed.notify_all()
