"""A linked list with a lock at either end, so that producers and consumers hardly ever meet."""

from threading import Condition, Lock


class Node:
    __slots__ = ("item", "next")

    def __init__(self, item):
        self.item = item
        self.next = None


class Count:
    """A number that both ends change."""

    def __init__(self):
        self._value = 0
        self._lock = Lock()

    def add(self, n):
        """Add ``n`` and return what the number was before."""
        with self._lock:
            before = self._value
            self._value = before + n
            return before

    def value(self):
        with self._lock:
            return self._value


class BoundedBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._capacity = capacity
        self._count = Count()
        self._head = self._tail = Node(None)
        self._head_lock = Lock()
        self._tail_lock = Lock()
        self._not_empty = Condition(self._head_lock)
        self._not_full = Condition(self._tail_lock)

    def put(self, item, timeout=None):
        self._check(timeout)
        with self._tail_lock:
            room = self._not_full.wait_for(lambda: self._count.value() < self._capacity, timeout)
            if not room:
                raise TimeoutError
            node = Node(item)
            self._tail.next = node
            self._tail = node
            before = self._count.add(1)
            # Consumers only wake a producer when the buffer was full: pass the news on.
            if before + 1 < self._capacity:
                self._not_full.notify()
        if before == 0:
            with self._head_lock:
                self._not_empty.notify()

    def get(self, timeout=None):
        self._check(timeout)
        with self._head_lock:
            if not self._not_empty.wait_for(lambda: self._count.value() > 0, timeout):
                raise TimeoutError
            node = self._head.next
            item, node.item = node.item, None
            self._head = node
            before = self._count.add(-1)
            if before > 1:
                self._not_empty.notify()
        if before == self._capacity:
            with self._tail_lock:
                self._not_full.notify()
        return item

    def __len__(self):
        return self._count.value()

    @staticmethod
    def _check(timeout):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
