"""A get that times out does not notice that a put handed it an item at that very moment.

The put has found the waiting call, given it the item and gone; the item is lost.
"""

from collections import deque
from threading import Event, Lock


class Waiter:
    def __init__(self, item=None):
        self.item = item
        self.served = Event()


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.lock = Lock()
        self.items = deque()
        self.getters = deque()
        self.putters = deque()

    def put(self, item, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.lock:
            if self.getters:
                getter = self.getters.popleft()
                getter.item = item
                getter.served.set()
                return
            if len(self.items) < self.capacity:
                self.items.append(item)
                return
            me = Waiter(item)
            self.putters.append(me)
        self.wait(me, self.putters, timeout)

    def get(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.lock:
            if self.items:
                item = self.items.popleft()
                if self.putters:
                    putter = self.putters.popleft()
                    self.items.append(putter.item)
                    putter.served.set()
                return item
            me = Waiter()
            self.getters.append(me)
        self.wait(me, self.getters, timeout)
        return me.item

    def __len__(self):
        with self.lock:
            return len(self.items)

    def wait(self, me, line, timeout):
        if me.served.wait(timeout):
            return
        with self.lock:
            if me in line:
                line.remove(me)
        raise TimeoutError
