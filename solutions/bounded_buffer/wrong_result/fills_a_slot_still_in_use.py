"""A put fills the next slot though the get that claimed it has not taken its item out yet."""

from threading import Lock, Semaphore


class Slot:
    def __init__(self):
        self.item = None
        self.filled = Semaphore(0)


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._slots = [Slot() for _ in range(capacity)]
        self._places = Semaphore(capacity)
        self._ready = Semaphore(0)
        self._claims = Lock()
        self._in = 0
        self._out = 0

    def put(self, item, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self._places.acquire(timeout=timeout):
            raise TimeoutError("full")
        with self._claims:
            slot = self._slots[self._in % len(self._slots)]
            self._in += 1
        slot.item = item
        slot.filled.release()
        self._ready.release()

    def get(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self._ready.acquire(timeout=timeout):
            raise TimeoutError("empty")
        with self._claims:
            slot = self._slots[self._out % len(self._slots)]
            self._out += 1
        slot.filled.acquire()
        item, slot.item = slot.item, None
        self._places.release()
        return item

    def __len__(self):
        with self._claims:
            return self._in - self._out
