"""A get that gives up although it was handed an item puts that item back behind newer ones."""

from collections import deque
from threading import Condition, Event, Lock


class Getter:
    """A get that waits, and the item it was handed."""

    def __init__(self):
        self.served = Event()
        self.item = None


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._capacity = capacity
        self._items = deque()
        self._handed = 0
        self._getters = deque()
        self._lock = Lock()
        self._not_full = Condition(self._lock)

    def put(self, item, timeout=None):
        self._check(timeout)
        with self._lock:
            if not self._not_full.wait_for(self._has_room, timeout):
                raise TimeoutError
            self._give(item)

    def get(self, timeout=None):
        self._check(timeout)
        with self._lock:
            if self._items:
                self._not_full.notify()
                return self._items.popleft()
            me = Getter()
            self._getters.append(me)
        in_time = me.served.wait(timeout)
        with self._lock:
            if not me.served.is_set():
                self._getters.remove(me)
                raise TimeoutError
            self._handed -= 1
            if not in_time:
                self._give(me.item)
                raise TimeoutError
            self._not_full.notify()
            return me.item

    def __len__(self):
        with self._lock:
            return len(self._items) + self._handed

    def _has_room(self):
        return len(self._items) + self._handed < self._capacity

    def _give(self, item):
        if not self._getters:
            self._items.append(item)
            return
        getter = self._getters.popleft()
        getter.item = item
        self._handed += 1
        getter.served.set()

    @staticmethod
    def _check(timeout):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
