"""Leaves the exercise to queue.Queue."""

import queue


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._queue = queue.Queue(capacity)

    def put(self, item, timeout=None):
        try:
            self._queue.put(item, block=timeout != 0, timeout=timeout)
        except queue.Full:
            raise TimeoutError("full") from None

    def get(self, timeout=None):
        try:
            return self._queue.get(block=timeout != 0, timeout=timeout)
        except queue.Empty:
            raise TimeoutError("empty") from None

    def __len__(self):
        return self._queue.qsize()
