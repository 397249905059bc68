"""Order of arrival: everybody who waits has an event, and whoever leaves opens the next ones."""

import threading
from collections import deque
from dataclasses import dataclass, field


@dataclass(eq=False)
class Waiter:
    writes: bool
    admitted: threading.Event = field(default_factory=threading.Event)


class ReadWriteLock:
    def __init__(self):
        self._guard = threading.Lock()
        self._queue: deque[Waiter] = deque()
        self._readers = 0
        self._writers = 0

    def acquire_read(self):
        self._enter(Waiter(writes=False))

    def acquire_write(self):
        self._enter(Waiter(writes=True))

    def release_read(self):
        with self._guard:
            self._readers -= 1
            self._admit()

    def release_write(self):
        with self._guard:
            self._writers -= 1
            self._admit()

    def _enter(self, waiter):
        with self._guard:
            self._queue.append(waiter)
            self._admit()
        waiter.admitted.wait()

    def _admit(self):
        while self._queue and self._fits(self._queue[0]):
            waiter = self._queue.popleft()
            if waiter.writes:
                self._writers += 1
            else:
                self._readers += 1
            waiter.admitted.set()

    def _fits(self, waiter):
        if waiter.writes:
            return self._readers == 0 and self._writers == 0
        return self._writers == 0
