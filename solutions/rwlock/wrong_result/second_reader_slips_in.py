"""The first reader waits for the room after it let go of the counter: the second one walks past."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._counter_lock = threading.Lock()
        self._room = threading.Lock()
        self._readers = 0

    def acquire_read(self):
        with self._counter_lock:
            self._readers += 1
            first_in = self._readers == 1
        if first_in:
            self._room.acquire()

    def release_read(self):
        with self._counter_lock:
            self._readers -= 1
            if self._readers == 0:
                self._room.release()

    def acquire_write(self):
        self._room.acquire()

    def release_write(self):
        self._room.release()
