"""A writer keeps the inner lock itself while it writes; readers hold it only to be counted."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._door = threading.Lock()
        self._room_empty = threading.Condition(self._door)
        self._readers = 0

    def acquire_read(self):
        with self._door:
            self._readers += 1

    def release_read(self):
        with self._door:
            self._readers -= 1
            if self._readers == 0:
                self._room_empty.notify_all()

    def acquire_write(self):
        self._door.acquire()
        while self._readers > 0:
            self._room_empty.wait()

    def release_write(self):
        self._door.release()
