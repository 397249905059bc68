"""One lock, and two conditions on it: one to wait for room, one to wait for items."""

from collections import deque
from threading import Condition, Lock


class BoundedBuffer:
    """Hand items from any number of producers to any number of consumers, first in, first out.

    The buffer holds at most ``capacity`` items; a capacity below 1 raises ``ValueError``.
    """

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"a buffer needs room for at least one item, not {capacity}")
        self._capacity = capacity
        self._items: deque[object] = deque()
        self._lock = Lock()
        self._not_full = Condition(self._lock)
        self._not_empty = Condition(self._lock)

    def put(self, item: object, timeout: float | None = None) -> None:
        """Append ``item``, waiting while the buffer is full.

        Raises ``TimeoutError`` when it stayed full for ``timeout`` seconds, ``ValueError`` for a
        negative timeout.
        """
        _check(timeout)
        with self._lock:
            # wait_for looks once more after the time is up: a wake-up that came too late is
            # used, not swallowed, and the time is counted from the call.
            if not self._not_full.wait_for(self._has_room, timeout):
                raise TimeoutError("the buffer stayed full")
            self._items.append(item)
            self._not_empty.notify()

    def get(self, timeout: float | None = None) -> object:
        """Remove and return the oldest item, waiting while the buffer is empty.

        Raises ``TimeoutError`` when it stayed empty for ``timeout`` seconds, ``ValueError`` for
        a negative timeout.
        """
        _check(timeout)
        with self._lock:
            if not self._not_empty.wait_for(self._has_items, timeout):
                raise TimeoutError("the buffer stayed empty")
            item = self._items.popleft()
            self._not_full.notify()
            return item

    def __len__(self) -> int:
        """Return the number of items in the buffer, from 0 to its capacity."""
        with self._lock:
            return len(self._items)

    def _has_room(self) -> bool:
        return len(self._items) < self._capacity

    def _has_items(self) -> bool:
        return len(self._items) > 0


def _check(timeout: float | None) -> None:
    """Raise ``ValueError`` for a negative timeout, before anything has been touched."""
    if timeout is not None and timeout < 0:
        raise ValueError(f"a timeout cannot be negative, and {timeout} is")
