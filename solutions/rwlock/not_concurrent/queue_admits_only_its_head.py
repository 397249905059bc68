"""A fair queue in which each one who leaves admits one: readers that waited go in one by one."""

import threading
from collections import deque


class ReadWriteLock:
    def __init__(self):
        self._guard = threading.Lock()
        self._queue = deque()
        self._readers = 0
        self._writing = False

    def acquire_read(self):
        with self._guard:
            if not self._writing and not self._queue:
                self._readers += 1
                return
            admitted = threading.Event()
            self._queue.append((admitted, False))
        admitted.wait()

    def acquire_write(self):
        with self._guard:
            if not self._writing and not self._queue and self._readers == 0:
                self._writing = True
                return
            admitted = threading.Event()
            self._queue.append((admitted, True))
        admitted.wait()

    def release_read(self):
        with self._guard:
            self._readers -= 1
            if self._readers == 0:
                self._admit_one()

    def release_write(self):
        with self._guard:
            self._writing = False
            self._admit_one()

    def _admit_one(self):
        if self._queue:
            admitted, writes = self._queue.popleft()
            self._writing = writes
            self._readers = 0 if writes else 1
            admitted.set()
