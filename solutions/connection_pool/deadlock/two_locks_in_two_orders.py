"""acquire takes the shelf's lock and then the register's, release the other way round."""

import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._places = threading.Semaphore(size)
        self._lock = threading.Lock()
        self._register = threading.Lock()
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
                with self._register:
                    self._lent[id(conn)] = conn
                return conn
        return self._make()

    def _make(self):
        try:
            conn = self._factory()
        except BaseException:
            self._places.release()
            raise
        with self._register:
            self._lent[id(conn)] = conn
        return conn

    def release(self, conn):
        with self._register:
            if id(conn) not in self._lent:
                raise ValueError("not checked out")
            del self._lent[id(conn)]
            with self._lock:
                self._idle.append(conn)
        self._places.release()

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
