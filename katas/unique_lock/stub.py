"""A lock that knows whether it owns its mutex, and can give it up, take it again or let it go."""

from types import TracebackType
from typing import Any


class UniqueLock:
    """Owns a mutex or does not, and gives back at the end of a block what it owns then."""

    def __init__(self, mutex: Any, defer: bool = False) -> None:
        """Remember the mutex, and lock it at once unless ``defer`` is true.

        The mutex has ``acquire(blocking=True, timeout=-1)``, which returns whether it was acquired,
        and ``release()``.
        """
        raise NotImplementedError

    @property
    def owns_lock(self) -> bool:
        """Whether this object owns the mutex now."""
        raise NotImplementedError

    def lock(self) -> None:
        """Own the mutex, waiting for it if need be; ``RuntimeError`` when it is owned already."""
        raise NotImplementedError

    def try_lock(self) -> bool:
        """Own the mutex if it is free, without waiting, and say whether it was.

        ``RuntimeError`` when it is owned already.
        """
        raise NotImplementedError

    def try_lock_for(self, seconds: float | None) -> bool:
        """Own the mutex within so many seconds, and say whether that worked.

        None waits for ever, 0 tries once without waiting; ``ValueError`` when negative,
        ``RuntimeError`` when the mutex is owned already.
        """
        raise NotImplementedError

    def unlock(self) -> None:
        """Give the mutex back; ``RuntimeError`` when it is not owned."""
        raise NotImplementedError

    def detach(self) -> Any:
        """Return the mutex as it is, and be no longer responsible for it."""
        raise NotImplementedError

    def __enter__(self) -> "UniqueLock":
        """Return this object, and lock nothing."""
        raise NotImplementedError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give the mutex back if it is owned now; exceptions go on."""
        raise NotImplementedError
