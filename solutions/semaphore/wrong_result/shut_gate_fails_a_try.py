"""Barz's two locks: while one caller passes the gate, a try finds it shut and gives up."""

import threading


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._permits = permits
        self._number_lock = threading.Lock()
        self._gate = threading.Lock()
        if permits == 0:
            self._gate.acquire()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self._gate.acquire(timeout=-1 if timeout is None else timeout):
            return False
        with self._number_lock:
            self._permits -= 1
            if self._permits > 0:
                self._gate.release()
        return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._number_lock:
            self._permits += n
            if self._permits == n:
                self._gate.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *details):
        self.release()
