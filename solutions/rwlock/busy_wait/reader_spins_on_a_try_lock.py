"""A reader that finds the room taken gives the counter back and tries again at once."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._counter_lock = threading.Lock()
        self._room = threading.Lock()
        self._readers = 0

    def acquire_read(self):
        while not self._try_to_enter():
            pass

    def _try_to_enter(self):
        with self._counter_lock:
            if self._readers == 0 and not self._room.acquire(blocking=False):
                return False
            self._readers += 1
            return True

    def release_read(self):
        with self._counter_lock:
            self._readers -= 1
            if self._readers == 0:
                self._room.release()

    def acquire_write(self):
        self._room.acquire()

    def release_write(self):
        self._room.release()
