"""A counting semaphore, built from Lock and Condition."""

from types import TracebackType


class Semaphore:
    """A number of permits: taken one at a time, given back by anybody."""

    def __init__(self, permits: int) -> None:
        """Start with this many permits, 0 or more; ``ValueError`` otherwise."""
        raise NotImplementedError

    def acquire(self, timeout: float | None = None) -> bool:
        """Take one permit, waiting for it if need be, and return True.

        ``timeout`` is in seconds: None waits for ever, 0 tries once without waiting. Returns False,
        with nothing taken, when no permit came in time; ``ValueError`` for a negative timeout.
        """
        raise NotImplementedError

    def release(self, n: int = 1) -> None:
        """Add ``n`` permits, 1 or more, for up to ``n`` waiters; ``ValueError`` otherwise."""
        raise NotImplementedError

    def __enter__(self) -> "Semaphore":
        """Take one permit for the block."""
        raise NotImplementedError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give the block's permit back, whichever way the block was left."""
        raise NotImplementedError
