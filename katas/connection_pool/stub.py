"""A pool of connections that are expensive to make and therefore used again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Generic, TypeVar

Connection = TypeVar("Connection")


class ConnectionPool(Generic[Connection]):
    """Up to ``size`` connections, lent to one caller at a time each."""

    def __init__(self, factory: Callable[[], Connection], size: int) -> None:
        """Start with no connection at all; ``ValueError`` for a ``size`` below 1."""
        raise NotImplementedError

    def acquire(self, timeout: float | None = None) -> Connection:
        """Check out an idle connection, or a new one, waiting for either if need be.

        ``timeout`` is in seconds: None waits for ever, 0 tries once without waiting. Raises
        ``TimeoutError`` when nothing came in time, ``ValueError`` for a negative timeout, and
        whatever ``factory()`` raises.
        """
        raise NotImplementedError

    def release(self, conn: Connection) -> None:
        """Take a connection back; ``ValueError`` for one that is not checked out."""
        raise NotImplementedError

    def connection(self, timeout: float | None = None) -> AbstractContextManager[Connection]:
        """Return a context manager that checks a connection out for a ``with`` block.

        Raises what ``acquire(timeout)`` would, at the latest when the block is entered.
        """
        raise NotImplementedError
