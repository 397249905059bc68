"""A reader takes one of eight permits and a writer all eight, so the ninth reader stays outside."""

import threading

PERMITS = 8


class ReadWriteLock:
    def __init__(self):
        self._permits = threading.Semaphore(PERMITS)
        self._one_writer = threading.Lock()

    def acquire_read(self):
        self._permits.acquire()

    def release_read(self):
        self._permits.release()

    def acquire_write(self):
        with self._one_writer:
            for _ in range(PERMITS):
                self._permits.acquire()

    def release_write(self):
        self._permits.release(PERMITS)
