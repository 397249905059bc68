"""Two locks; a side is only told when it may have been stuck, and does not pass the news on.

put tells the consumers only when the buffer was empty. That is enough if the consumer that was
woken wakes the next one when there is more, as get does not.
"""

from threading import Condition, Lock


class Node:
    def __init__(self, item):
        self.item = item
        self.next = None


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.first = self.last = Node(None)
        self.count = 0
        self.count_lock = Lock()
        self.not_full = Condition(Lock())
        self.not_empty = Condition(Lock())

    def put(self, item, timeout=None):
        check(timeout)
        with self.not_full:
            if not self.not_full.wait_for(lambda: len(self) < self.capacity, timeout):
                raise TimeoutError("full")
            self.last.next = Node(item)
            self.last = self.last.next
            before = self.add(1)
            if before + 1 < self.capacity:
                self.not_full.notify()
        if before == 0:
            with self.not_empty:
                self.not_empty.notify()

    def get(self, timeout=None):
        check(timeout)
        with self.not_empty:
            if not self.not_empty.wait_for(lambda: len(self) > 0, timeout):
                raise TimeoutError("empty")
            self.first = self.first.next
            item = self.first.item
            before = self.add(-1)
        if before == self.capacity:
            with self.not_full:
                self.not_full.notify()
        return item

    def add(self, number):
        with self.count_lock:
            before = self.count
            self.count = before + number
            return before

    def __len__(self):
        with self.count_lock:
            return self.count


def check(timeout):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must not be negative")
