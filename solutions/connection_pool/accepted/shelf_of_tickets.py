"""A shelf of boxes, full ones on top of empty ones; a box off the shelf is a right to fill it."""

from contextlib import contextmanager
from threading import Condition, RLock
from time import monotonic


class Box:
    __slots__ = ("conn", "full", "out")

    def __init__(self):
        self.conn = None
        self.full = False
        self.out = False


class ConnectionPool:
    def __init__(self, factory, size):
        if size < 1:
            raise ValueError(size)
        self._factory = factory
        self._boxes = tuple(Box() for _ in range(size))
        self._shelf = list(self._boxes)
        self._returned = Condition(RLock())

    def acquire(self, timeout=None):
        if timeout is None:
            box = self._take(None)
        elif timeout >= 0:
            box = self._take(monotonic() + timeout)
        else:
            raise ValueError(timeout)
        if not box.full:
            self._fill(box)
        with self._returned:
            box.out = True
            return box.conn

    def _take(self, deadline):
        with self._returned:
            while not self._shelf:
                if deadline is None:
                    self._returned.wait()
                    continue
                left = deadline - monotonic()
                if left <= 0:
                    raise TimeoutError("no connection in time")
                self._returned.wait(left)
            return self._shelf.pop()

    def _fill(self, box):
        try:
            box.conn = self._factory()
            box.full = True
        finally:
            if not box.full:
                self._put_back(box)

    def _put_back(self, box):
        with self._returned:
            if box.full:
                self._shelf.append(box)
            else:
                self._shelf.insert(0, box)
            self._returned.notify()

    def release(self, conn):
        with self._returned:
            box = next((box for box in self._boxes if box.out and box.conn is conn), None)
            if box is None:
                raise ValueError("that one is not checked out")
            box.out = False
            self._put_back(box)

    @contextmanager
    def connection(self, timeout=None):
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
