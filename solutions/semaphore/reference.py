"""A number of free permits, guarded by one condition on which the acquirers wait."""

import threading
from types import TracebackType


class Semaphore:
    """A number of permits: taken one at a time, given back by anybody."""

    def __init__(self, permits: int) -> None:
        if permits < 0:
            raise ValueError("a semaphore cannot start with less than no permits")
        self._permits = permits
        self._released = threading.Condition()

    def acquire(self, timeout: float | None = None) -> bool:
        """Take one permit within ``timeout`` seconds and say whether there was one."""
        if timeout is not None and timeout < 0:
            raise ValueError("a timeout cannot be negative")
        with self._released:
            if not self._released.wait_for(lambda: self._permits > 0, timeout):
                return False
            self._permits -= 1
            return True

    def release(self, n: int = 1) -> None:
        """Add ``n`` permits and wake as many waiters."""
        if n < 1:
            raise ValueError("at least one permit has to be released")
        with self._released:
            self._permits += n
            self._released.notify(n)

    def __enter__(self) -> "Semaphore":
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()
