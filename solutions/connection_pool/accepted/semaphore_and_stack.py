"""A semaphore counts the places; whoever has one finds an idle connection or may make one."""

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
        self._lent = []

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self._places.acquire(timeout=timeout):
            raise TimeoutError("all connections are in use")
        try:
            return self._checked_out()
        except BaseException:
            self._places.release()
            raise

    def _checked_out(self):
        with self._lock:
            conn = [self._idle.pop()] if self._idle else []
            self._lent.extend(conn)
        if not conn:
            conn.append(self._factory())
            with self._lock:
                self._lent.extend(conn)
        return conn[0]

    def release(self, conn):
        with self._lock:
            for place, lent in enumerate(self._lent):
                if lent is conn:
                    break
            else:
                raise ValueError("not checked out")
            self._idle.append(self._lent.pop(place))
        self._places.release()

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
