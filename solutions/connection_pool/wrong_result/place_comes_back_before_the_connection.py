"""release frees the place first and the connection second: in between, one too many is made."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._places = threading.Semaphore(size)
        self._lock = threading.Lock()
        self._idle = []
        self._lent = {}

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self._places.acquire(timeout=timeout):
            raise TimeoutError("no connection in time")
        with self._lock:
            if self._idle:
                conn = self._idle.pop()
                self._lent[id(conn)] = conn
                return conn
        return self._make()

    def _make(self):
        try:
            conn = self._factory()
        except BaseException:
            self._places.release()
            raise
        with self._lock:
            self._lent[id(conn)] = conn
        return conn

    def release(self, conn):
        with self._lock:
            if id(conn) not in self._lent:
                raise ValueError("not checked out")
            del self._lent[id(conn)]
        self._places.release()
        with self._lock:
            self._idle.append(conn)

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
