"""A context manager that holds several mutexes at once, without deadlock."""

from types import TracebackType
from typing import Any


class ScopedLock:
    """Holds all of its mutexes for the block, in whatever order they are named."""

    def __init__(self, *mutexes: Any) -> None:
        """Remember the mutexes, of which any may be named more than once; take none of them.

        A mutex has ``acquire()`` and ``release()``, and nothing else may be relied on.
        """
        raise NotImplementedError

    def __enter__(self) -> "ScopedLock":
        """Take all the mutexes, waiting for them if need be.

        When the ``acquire()`` of one of them raises anything, those already taken are given back,
        and the exception goes through.
        """
        raise NotImplementedError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give all the mutexes back, whichever way the block was left."""
        raise NotImplementedError
