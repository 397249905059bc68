"""A guard that holds a mutex for one block, and for that block only."""

from types import TracebackType
from typing import Any


class LockGuard:
    """Holds a mutex for the length of one ``with`` block; can be entered once."""

    def __init__(self, mutex: Any) -> None:
        """Remember the mutex, any object that has ``acquire()`` and ``release()``; lock nothing."""
        raise NotImplementedError

    def __enter__(self) -> "LockGuard":
        """Acquire the mutex, waiting for it if need be.

        ``RuntimeError``, with the mutex untouched, when the guard has been entered before. An entry
        whose ``acquire()`` raises does not count, and what it raised goes through.
        """
        raise NotImplementedError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Release the mutex, whichever way the block was left; exceptions go on."""
        raise NotImplementedError
