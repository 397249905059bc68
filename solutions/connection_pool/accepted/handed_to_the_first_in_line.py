"""Order of arrival: release hands its connection, a failed factory its place, to the first."""

import threading
from collections import deque


class Waiter:
    def __init__(self):
        self.bell = threading.Event()
        self.given = None


class Lease:
    def __init__(self, pool, timeout):
        self._pool = pool
        self._timeout = timeout

    def __enter__(self):
        self._conn = self._pool.acquire(self._timeout)
        return self._conn

    def __exit__(self, kind, error, traceback):
        self._pool.release(self._conn)
        return False


class ConnectionPool:
    """A place is handed round as a list: with its connection in it, or still empty."""

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
            try:
                place.append(self._factory())
            except BaseException:
                with self._guard:
                    self._hand_on(place)
                raise
        with self._guard:
            self._lent[id(place[0])] = place
        return place[0]

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
                # Served between the timeout and this lock? Then the place is ours.
                if waiter.given is None:
                    self._line.remove(waiter)
                    raise TimeoutError(timeout)
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
                raise ValueError("this connection is not checked out")
            self._hand_on(place)

    def connection(self, timeout=None):
        return Lease(self, timeout)
