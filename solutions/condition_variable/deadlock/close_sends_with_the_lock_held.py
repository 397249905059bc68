"""close() sends an end marker while it holds the lock that send() takes."""

import threading
from collections import deque

END = object()


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
            self.changed.notify_all()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.lock:
            if not self.changed.wait_for(lambda: self.items, timeout):
                raise TimeoutError
            if self.items[0] is END:
                raise MailboxClosed
            return self.items.popleft()

    def close(self):
        with self.lock:
            if not self.closed:
                self.send(END)
                self.closed = True
