"""close() notifies only if the mailbox is empty, as if nobody could be waiting beside an item.

The receiver for whom the item is may have been notified but not yet have taken it.
"""

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
            if not self.changed.wait_for(lambda: self.items or self.closed, timeout):
                raise TimeoutError
            if self.items:
                return self.items.popleft()
            raise MailboxClosed

    def close(self):
        with self.lock:
            self.closed = True
            if not self.items:
                self.changed.notify_all()
