"""release looks without the lock: of two releases of one connection, one fails in the middle."""

import threading
import time
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._places = size
        self._idle = []
        self._lent = {}
        self._changed = threading.Condition()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._changed:
            while not self._idle and self._places == 0:
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError("no connection in time")
                self._changed.wait(left)
            if self._idle:
                conn = self._idle.pop()
                self._lent[id(conn)] = conn
                return conn
            self._places -= 1
        return self._make()

    def _make(self):
        try:
            conn = self._factory()
        except BaseException:
            with self._changed:
                self._places += 1
                self._changed.notify()
            raise
        with self._changed:
            self._lent[id(conn)] = conn
        return conn

    def release(self, conn):
        if id(conn) not in self._lent:
            raise ValueError("not checked out")
        with self._changed:
            del self._lent[id(conn)]
            self._idle.append(conn)
            self._changed.notify()

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
