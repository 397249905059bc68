"""Readers are a flag and no count: the first one out declares the room empty."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._reading = False
        self._writing = False
        self._changed = threading.Condition()

    def acquire_read(self):
        with self._changed:
            while self._writing:
                self._changed.wait()
            self._reading = True

    def release_read(self):
        with self._changed:
            self._reading = False
            self._changed.notify_all()

    def acquire_write(self):
        with self._changed:
            while self._writing or self._reading:
                self._changed.wait()
            self._writing = True

    def release_write(self):
        with self._changed:
            self._writing = False
            self._changed.notify_all()
