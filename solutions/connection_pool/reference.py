"""One condition guards what is idle, what is lent and how many places are left; factory() runs
outside it, on a place that was reserved before."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Connection = TypeVar("Connection")


class ConnectionPool(Generic[Connection]):
    """Up to ``size`` connections, lent to one caller at a time each."""

    def __init__(self, factory: Callable[[], Connection], size: int) -> None:
        if size < 1:
            raise ValueError("a pool needs room for at least one connection")
        self._factory = factory
        self._places = size
        self._idle: list[Connection] = []
        # By identity: connections need not be hashable, and may be equal to each other.
        self._lent: dict[int, Connection] = {}
        self._changed = threading.Condition()

    def acquire(self, timeout: float | None = None) -> Connection:
        """Check out an idle connection, or make one where there is a place for it."""
        if timeout is not None and timeout < 0:
            raise ValueError("a timeout cannot be negative")
        with self._changed:
            if not self._changed.wait_for(lambda: self._idle or self._places > 0, timeout):
                raise TimeoutError(f"no connection within {timeout} seconds")
            if self._idle:
                return self._lend(self._idle.pop())
            self._places -= 1
        return self._make()

    def _make(self) -> Connection:
        """Make a connection on the reserved place, without the lock: it may take long."""
        try:
            conn = self._factory()
        except BaseException:
            with self._changed:
                self._places += 1
                self._changed.notify()
            raise
        with self._changed:
            return self._lend(conn)

    def _lend(self, conn: Connection) -> Connection:
        self._lent[id(conn)] = conn
        return conn

    def release(self, conn: Connection) -> None:
        """Take a connection back and wake one who waits."""
        with self._changed:
            if id(conn) not in self._lent:
                raise ValueError("this connection is not checked out")
            self._idle.append(self._lent.pop(id(conn)))
            self._changed.notify()

    @contextmanager
    def connection(self, timeout: float | None = None) -> Iterator[Connection]:
        """Check a connection out for a ``with`` block."""
        conn = self.acquire(timeout)
        try:
            yield conn
        finally:
            self.release(conn)
