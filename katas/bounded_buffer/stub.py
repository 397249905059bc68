"""A buffer of limited size between threads that produce items and threads that consume them."""


class BoundedBuffer:
    """Hand items from any number of producers to any number of consumers, first in, first out.

    The buffer holds at most ``capacity`` items; a capacity below 1 raises ``ValueError``.
    """

    def __init__(self, capacity: int) -> None:
        raise NotImplementedError

    def put(self, item: object, timeout: float | None = None) -> None:
        """Append ``item``, waiting while the buffer is full.

        ``timeout`` is in seconds: ``None`` waits for ever, ``0`` tries once without waiting.
        Raises ``TimeoutError`` when the buffer stayed full, ``ValueError`` for a negative timeout.
        """
        raise NotImplementedError

    def get(self, timeout: float | None = None) -> object:
        """Remove and return the oldest item, waiting while the buffer is empty.

        ``timeout`` is as for ``put``. Raises ``TimeoutError`` when the buffer stayed empty,
        ``ValueError`` for a negative timeout.
        """
        raise NotImplementedError

    def __len__(self) -> int:
        """Return the number of items in the buffer, from 0 to its capacity."""
        raise NotImplementedError
