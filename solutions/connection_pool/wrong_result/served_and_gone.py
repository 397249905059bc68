"""A waiter that is served between its timeout and the lock gives up and takes the place along."""

import threading
from collections import deque
from contextlib import contextmanager


class Waiter:
    def __init__(self):
        self.bell = threading.Event()
        self.given = None


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._guard = threading.Lock()
        self._unused = [[] for _ in range(size)]
        self._idle = deque()
        self._lent = {}
        self._line = deque()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        place = self._place(timeout)
        if not place:
            self._fill(place)
        with self._guard:
            self._lent[id(place[0])] = place
        return place[0]

    def _fill(self, place):
        try:
            place.append(self._factory())
        except BaseException:
            with self._guard:
                self._hand_on(place)
            raise

    def _place(self, timeout):
        with self._guard:
            if self._idle:
                return self._idle.popleft()
            if self._unused:
                return self._unused.pop()
            waiter = Waiter()
            self._line.append(waiter)
        if not waiter.bell.wait(timeout):
            with self._guard:
                if waiter in self._line:
                    self._line.remove(waiter)
            raise TimeoutError("no connection in time")
        return waiter.given

    def _hand_on(self, place):
        if self._line:
            waiter = self._line.popleft()
            waiter.given = place
            waiter.bell.set()
        elif place:
            self._idle.append(place)
        else:
            self._unused.append(place)

    def release(self, conn):
        with self._guard:
            place = self._lent.pop(id(conn), None)
            if place is None:
                raise ValueError("not checked out")
            self._hand_on(place)

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
