"""A writer asks again and again whether the room is empty."""

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
        while True:
            with self._changed:
                if not self._writing and self._readers == 0:
                    self._writing = True
                    return

    def release_write(self):
        with self._changed:
            self._writing = False
            self._changed.notify_all()
