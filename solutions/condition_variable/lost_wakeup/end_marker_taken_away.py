"""The first receiver to find the end marker takes it away, and the next one waits for ever."""

import threading
from collections import deque

END = object()


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self.items = deque()
        self.closed = False
        self.changed = threading.Condition()

    def send(self, item):
        with self.changed:
            if self.closed:
                raise MailboxClosed
            self.items.append(item)
            self.changed.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.changed:
            if not self.changed.wait_for(lambda: self.items, timeout):
                raise TimeoutError
            item = self.items.popleft()
            if item is END:
                raise MailboxClosed
            return item

    def close(self):
        with self.changed:
            if not self.closed:
                self.closed = True
                self.items.append(END)
                self.changed.notify_all()
