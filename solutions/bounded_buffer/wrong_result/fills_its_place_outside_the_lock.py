"""Two producers claim a place each; the first one's item is announced by the second's release."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError
        self._ring = [None] * capacity
        self._read = self._write = 0
        self._wlock = threading.Lock()
        self._filled = threading.Semaphore(0)
        self._places = threading.Semaphore(capacity)
        self._n = 0

    def put(self, item, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError
        if not self._places.acquire(timeout=timeout):
            raise TimeoutError
        with self._wlock:
            at = self._write
            self._write = (at + 1) % len(self._ring)
            self._n += 1
        self._ring[at] = item
        self._filled.release()

    def get(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError
        if not self._filled.acquire(timeout=timeout):
            raise TimeoutError
        with self._wlock:
            at = self._read
            self._read = (at + 1) % len(self._ring)
            self._n -= 1
            item = self._ring[at]
        self._places.release()
        return item

    def __len__(self):
        return self._n
