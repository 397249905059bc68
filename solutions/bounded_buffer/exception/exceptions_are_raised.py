"""An item that is an exception is raised instead of returned."""

import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError
        self._capacity = capacity
        self._items = deque()
        self._cond = threading.Condition()

    def put(self, item, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError
        with self._cond:
            if not self._cond.wait_for(lambda: len(self._items) < self._capacity, timeout):
                raise TimeoutError
            self._items.append(item)
            self._cond.notify_all()

    def get(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError
        with self._cond:
            if not self._cond.wait_for(lambda: self._items, timeout):
                raise TimeoutError
            item = self._items.popleft()
            if isinstance(item, BaseException):
                raise item
            self._cond.notify_all()
            return item

    def __len__(self):
        return len(self._items)
