"""The last reader out does not give the room back, so no writer ever follows a reader."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._counter_lock = threading.Lock()
        self._room = threading.Lock()
        self._readers = 0
        self._readers_have_room = False

    def acquire_read(self):
        with self._counter_lock:
            self._readers += 1
            if not self._readers_have_room:
                self._room.acquire()
                self._readers_have_room = True

    def release_read(self):
        with self._counter_lock:
            self._readers -= 1

    def acquire_write(self):
        self._room.acquire()

    def release_write(self):
        self._room.release()
