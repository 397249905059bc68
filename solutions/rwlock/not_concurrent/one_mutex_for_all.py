"""One plain mutex for everybody: nothing goes wrong, and no two readers are inside together."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._mutex = threading.Lock()

    def acquire_read(self):
        self._mutex.acquire()

    def release_read(self):
        self._mutex.release()

    def acquire_write(self):
        self._mutex.acquire()

    def release_write(self):
        self._mutex.release()
