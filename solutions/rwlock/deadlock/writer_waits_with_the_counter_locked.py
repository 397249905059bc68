"""A writer waits for the room while it holds the lock that the readers inside need to leave."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._counter_lock = threading.Lock()
        self._room = threading.Lock()
        self._readers = 0

    def acquire_read(self):
        with self._counter_lock:
            self._readers += 1
            if self._readers == 1:
                self._room.acquire()

    def release_read(self):
        with self._counter_lock:
            self._readers -= 1
            if self._readers == 0:
                self._room.release()

    def acquire_write(self):
        with self._counter_lock:
            self._room.acquire()

    def release_write(self):
        self._room.release()
