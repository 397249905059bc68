"""Readers are a set of thread idents, so another thread's release finds nothing to remove."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._readers = set()
        self._writing = False
        self._changed = threading.Condition()

    def acquire_read(self):
        with self._changed:
            while self._writing:
                self._changed.wait()
            self._readers.add(threading.get_ident())

    def release_read(self):
        with self._changed:
            self._readers.remove(threading.get_ident())
            if not self._readers:
                self._changed.notify_all()

    def acquire_write(self):
        with self._changed:
            while self._writing or self._readers:
                self._changed.wait()
            self._writing = True

    def release_write(self):
        with self._changed:
            self._writing = False
            self._changed.notify_all()
