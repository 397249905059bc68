"""A queue of one item stands for the room; `queue` is not among the allowed imports."""

import queue
import threading


class ReadWriteLock:
    def __init__(self):
        self._counter_lock = threading.Lock()
        self._room = queue.Queue(maxsize=1)
        self._readers = 0

    def acquire_read(self):
        with self._counter_lock:
            self._readers += 1
            if self._readers == 1:
                self._room.put(None)

    def release_read(self):
        with self._counter_lock:
            self._readers -= 1
            if self._readers == 0:
                self._room.get()

    def acquire_write(self):
        self._room.put(None)

    def release_write(self):
        self._room.get()
