"""Three locks, never one inside another: for idle ones, for lent ones and for the news."""

import threading
import time


class Borrowed:
    def __init__(self, pool, timeout):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        self.pool, self.timeout = pool, timeout

    def __enter__(self):
        self.conn = self.pool.acquire(self.timeout)
        return self.conn

    def __exit__(self, *details):
        self.pool.release(self.conn)


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._free = size
        self._freed = threading.Condition()
        self._idle, self._idle_lock = [], threading.Lock()
        self._lent, self._lent_lock = {}, threading.Lock()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        self._claim(None if timeout is None else time.monotonic() + timeout)
        with self._idle_lock:
            idle = self._idle[-1:]
            del self._idle[-1:]
        try:
            conn = idle[0] if idle else self._factory()
        except BaseException:
            self._unclaim()
            raise
        with self._lent_lock:
            self._lent[id(conn)] = conn
        return conn

    def _claim(self, deadline):
        with self._freed:
            while self._free == 0:
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError("no connection came back in time")
                self._freed.wait(left)
            self._free -= 1

    def _unclaim(self):
        with self._freed:
            self._free += 1
            self._freed.notify()

    def release(self, conn):
        with self._lent_lock:
            if self._lent.pop(id(conn), self) is self:
                raise ValueError("not checked out")
        with self._idle_lock:
            self._idle.append(conn)
        self._unclaim()

    def connection(self, timeout=None):
        return Borrowed(self, timeout)
