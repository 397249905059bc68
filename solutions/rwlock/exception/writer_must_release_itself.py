"""The writer is remembered as a thread, and a release from another thread is refused."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._readers = 0
        self._writer = None
        self._changed = threading.Condition()

    def acquire_read(self):
        with self._changed:
            while self._writer is not None:
                self._changed.wait()
            self._readers += 1

    def release_read(self):
        with self._changed:
            self._readers -= 1
            if self._readers == 0:
                self._changed.notify_all()

    def acquire_write(self):
        with self._changed:
            while self._writer is not None or self._readers > 0:
                self._changed.wait()
            self._writer = threading.get_ident()

    def release_write(self):
        with self._changed:
            if self._writer != threading.get_ident():
                raise RuntimeError("only the writer may release its lock")
            self._writer = None
            self._changed.notify_all()
