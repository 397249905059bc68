"""No lock of its own: a semaphore for the places, and single steps on a deque and a dict."""

import threading
from collections import deque
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._places = threading.BoundedSemaphore(size)
        self._idle = deque()
        self._lent = {}

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self._places.acquire(timeout=timeout):
            raise TimeoutError
        try:
            conn = self._idle.pop()
        except IndexError:
            conn = self._new()
        self._lent[id(conn)] = conn
        return conn

    def _new(self):
        try:
            return self._factory()
        except BaseException:
            self._places.release()
            raise

    def release(self, conn):
        try:
            self._idle.append(self._lent.pop(id(conn)))
        except KeyError:
            raise ValueError("not checked out") from None
        self._places.release()

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout=timeout)
        try:
            yield conn
        finally:
            self.release(conn)
