"""A waiter sleeps a little between two looks."""

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
        self._changed = threading.Lock()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            with self._changed:
                if self._idle:
                    conn = self._idle.pop()
                    self._lent[id(conn)] = conn
                    return conn
                if self._places > 0:
                    self._places -= 1
                    break
            if deadline is not None and time.monotonic() >= deadline:
                raise TimeoutError("no connection in time")
            time.sleep(0.001)
        return self._make()

    def _make(self):
        try:
            conn = self._factory()
        except BaseException:
            with self._changed:
                self._places += 1
            raise
        with self._changed:
            self._lent[id(conn)] = conn
        return conn

    def release(self, conn):
        with self._changed:
            if id(conn) not in self._lent:
                raise ValueError("not checked out")
            del self._lent[id(conn)]
            self._idle.append(conn)

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
