"""Dijkstra's answer: a semaphore counts the places, another the items, a lock guards the deque."""

from collections import deque
from threading import Lock, Semaphore


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._places = Semaphore(capacity)
        self._ready = Semaphore(0)
        self._mutex = Lock()
        self._items = deque()

    def put(self, item, timeout=None):
        self._claim(self._places, timeout, "full")
        with self._mutex:
            self._items.append(item)
        self._ready.release()

    def get(self, timeout=None):
        self._claim(self._ready, timeout, "empty")
        with self._mutex:
            item = self._items.popleft()
        self._places.release()
        return item

    def __len__(self):
        # A place is claimed before an item goes in and given back after one came out, so the
        # deque is never longer than the capacity, and one look needs no lock.
        return len(self._items)

    @staticmethod
    def _claim(semaphore, timeout, state):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not semaphore.acquire(timeout=timeout):
            raise TimeoutError(f"the buffer stayed {state}")
