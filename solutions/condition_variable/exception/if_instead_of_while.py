"""A receive that was woken does not look again: someone else may have the item."""

import threading
from collections import deque


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self.items = deque()
        self.closed = False
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)

    def send(self, item):
        with self.lock:
            if self.closed:
                raise MailboxClosed
            self.items.append(item)
            self.changed.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.lock:
            if not self.items and not self.closed:
                notified = self.changed.wait(timeout)
                if not notified and not self.items and not self.closed:
                    raise TimeoutError
            if self.closed and not self.items:
                raise MailboxClosed
            return self.items.popleft()

    def close(self):
        with self.lock:
            self.closed = True
            self.changed.notify_all()
