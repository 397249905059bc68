"""A flag says whether the mutex is owned; everything that locks goes through one method."""

from types import TracebackType
from typing import Any


class UniqueLock:
    """Owns a mutex or does not, and gives back at the end of a block what it owns then."""

    def __init__(self, mutex: Any, defer: bool = False) -> None:
        self._mutex = mutex
        self._owns = False
        if not defer:
            self.lock()

    @property
    def owns_lock(self) -> bool:
        """Whether this object owns the mutex now."""
        return self._owns

    def lock(self) -> None:
        """Own the mutex, waiting for it if need be."""
        self._take()

    def try_lock(self) -> bool:
        """Own the mutex if it is free, and say whether it was."""
        return self._take(blocking=False)

    def try_lock_for(self, seconds: float | None) -> bool:
        """Own the mutex within so many seconds, None for any number, and say whether it worked."""
        if seconds is None:
            return self._take()
        if seconds < 0:
            raise ValueError("a number of seconds cannot be negative")
        return self._take(timeout=seconds)

    def unlock(self) -> None:
        """Give the mutex back."""
        if not self._owns:
            raise RuntimeError("the mutex is not owned")
        self._owns = False
        self._mutex.release()

    def detach(self) -> Any:
        """Return the mutex as it is, and be no longer responsible for it."""
        self._owns = False
        return self._mutex

    def __enter__(self) -> "UniqueLock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._owns:
            self.unlock()

    def _take(self, blocking: bool = True, timeout: float = -1) -> bool:
        if self._owns:
            raise RuntimeError("the mutex is owned already")
        self._owns = self._mutex.acquire(blocking=blocking, timeout=timeout)
        return self._owns
