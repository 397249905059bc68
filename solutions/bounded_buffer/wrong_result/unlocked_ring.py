"""Semaphores count places and items, but nothing guards the index into the ring."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.ring = [None] * capacity
        self.tail = 0
        self.head = 0
        self.places = threading.Semaphore(capacity)
        self.ready = threading.Semaphore(0)
        self.length = 0
        self.length_lock = threading.Lock()

    def put(self, item, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self.places.acquire(timeout=timeout):
            raise TimeoutError("full")
        self.ring[self.tail] = item
        self.tail = (self.tail + 1) % len(self.ring)
        with self.length_lock:
            self.length += 1
        self.ready.release()

    def get(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self.ready.acquire(timeout=timeout):
            raise TimeoutError("empty")
        item = self.ring[self.head]
        self.head = (self.head + 1) % len(self.ring)
        with self.length_lock:
            self.length -= 1
        self.places.release()
        return item

    def __len__(self):
        return self.length
