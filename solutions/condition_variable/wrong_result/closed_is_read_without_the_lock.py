"""send looks at the sign before it takes the lock and may add an item after the close."""

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
        if self.closed:
            raise MailboxClosed
        with self.lock:
            self.items.append(item)
            self.changed.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.lock:
            if not self.changed.wait_for(lambda: self.items or self.closed, timeout):
                raise TimeoutError
            if self.items:
                return self.items.popleft()
            raise MailboxClosed

    def close(self):
        with self.lock:
            self.closed = True
            self.changed.notify_all()
