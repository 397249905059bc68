"""Marks a free slot with None, so an item that is None does not count as one."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.slots = [None] * capacity
        self.first = 0
        self.changed = threading.Condition()

    def put(self, item, timeout=None):
        check(timeout)
        with self.changed:
            if not self.changed.wait_for(lambda: self.count() < len(self.slots), timeout):
                raise TimeoutError("full")
            self.slots[(self.first + self.count()) % len(self.slots)] = item
            self.changed.notify_all()

    def get(self, timeout=None):
        check(timeout)
        with self.changed:
            if not self.changed.wait_for(lambda: self.count() > 0, timeout):
                raise TimeoutError("empty")
            item, self.slots[self.first] = self.slots[self.first], None
            self.first = (self.first + 1) % len(self.slots)
            self.changed.notify_all()
            return item

    def count(self):
        return sum(slot is not None for slot in self.slots)

    def __len__(self):
        with self.changed:
            return self.count()


def check(timeout):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must not be negative")
