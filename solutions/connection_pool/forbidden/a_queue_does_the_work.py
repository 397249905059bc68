"""queue.LifoQueue does the waiting; it is the exercise."""

import queue
import threading
from contextlib import contextmanager


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self._factory = factory
        self._lock = threading.Lock()
        self._lent = {}
        self._places = queue.LifoQueue()
        for _ in range(size):
            self._places.put([])

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        try:
            place = self._places.get(block=timeout != 0, timeout=timeout or None)
        except queue.Empty:
            raise TimeoutError("no connection in time") from None
        try:
            if not place:
                place.append(self._factory())
        except BaseException:
            self._places.put(place)
            raise
        with self._lock:
            self._lent[id(place[0])] = place
        return place[0]

    def release(self, conn):
        with self._lock:
            place = self._lent.pop(id(conn), None)
        if place is None:
            raise ValueError("not checked out")
        self._places.put(place)

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
