"""close() sends None to say that this was all, so an item that is None closes the mailbox."""

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
            if not self.changed.wait_for(lambda: self.items, timeout):
                raise TimeoutError
            if self.items[0] is None:
                raise MailboxClosed
            return self.items.popleft()

    def close(self):
        with self.lock:
            if not self.closed:
                self.closed = True
                self.items.append(None)
                self.changed.notify_all()
