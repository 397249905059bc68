"""Connections are made one after the other; who waits for the maker also takes what comes back."""

import threading
import time
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._size = size
        self._all = []
        self._idle = []
        self._making = False
        self._news = threading.Condition(threading.Lock())

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._news:
            while not self._idle:
                if not self._making and len(self._all) < self._size:
                    self._making = True
                    break
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError
                self._news.wait(left)
            else:
                return self._idle.pop(0)
        made = []
        try:
            made.append(self._factory())
        finally:
            with self._news:
                self._making = False
                self._all += made
                self._news.notify_all()
        return made[0]

    def release(self, conn):
        with self._news:
            known = any(one is conn for one in self._all)
            if not known or any(one is conn for one in self._idle):
                raise ValueError("not checked out")
            self._idle.append(conn)
            self._news.notify_all()

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
