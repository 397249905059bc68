"""A writer takes all of sixteen permits, so there is no seventeenth reader."""

import threading


class ReadWriteLock:
    MOST = 16

    def __init__(self):
        self._permits = threading.Semaphore(self.MOST)
        self._one_writer = threading.Lock()

    def acquire_read(self):
        self._permits.acquire()

    def release_read(self):
        self._permits.release()

    def acquire_write(self):
        with self._one_writer:
            for _ in range(self.MOST):
                self._permits.acquire()

    def release_write(self):
        self._permits.release(self.MOST)
