"""A writer looks whether the room is empty, sleeps for a millisecond, and looks again."""

import threading
import time


class ReadWriteLock:
    def __init__(self):
        self._lock = threading.Lock()
        self._writer_lock = threading.Lock()
        self._readers = 0

    def acquire_read(self):
        with self._writer_lock, self._lock:
            self._readers += 1

    def release_read(self):
        with self._lock:
            self._readers -= 1

    def acquire_write(self):
        self._writer_lock.acquire()
        while True:
            with self._lock:
                if self._readers == 0:
                    return
            time.sleep(0.001)

    def release_write(self):
        self._writer_lock.release()
