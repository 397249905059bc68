"""No condition: waiters queue, each behind a locked door, and items are handed over directly."""

from collections import deque
from threading import Lock


class Waiter:
    """A call that waits: for an item to be put here, or for its own item to be taken."""

    def __init__(self, item=None):
        self.item = item
        self.served = False
        self.door = Lock()
        self.door.acquire()

    def serve(self):
        self.served = True
        self.door.release()


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._capacity = capacity
        self._mutex = Lock()
        self._items = deque()
        self._getters = deque()
        self._putters = deque()

    def put(self, item, timeout=None):
        self._check(timeout)
        with self._mutex:
            if self._getters:
                getter = self._getters.popleft()
                getter.item = item
                getter.serve()
                return
            if len(self._items) < self._capacity:
                self._items.append(item)
                return
            me = Waiter(item)
            self._putters.append(me)
        self._wait(me, self._putters, timeout)

    def get(self, timeout=None):
        self._check(timeout)
        with self._mutex:
            if self._items:
                item = self._items.popleft()
                if self._putters:
                    putter = self._putters.popleft()
                    self._items.append(putter.item)
                    putter.serve()
                return item
            me = Waiter()
            self._getters.append(me)
        self._wait(me, self._getters, timeout)
        return me.item

    def __len__(self):
        with self._mutex:
            return len(self._items)

    def _wait(self, me, line, timeout):
        if me.door.acquire(timeout=-1 if timeout is None else timeout):
            return
        with self._mutex:
            # Someone may have served us between the end of our patience and this line.
            if me.served:
                return
            line.remove(me)
        raise TimeoutError

    @staticmethod
    def _check(timeout):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
