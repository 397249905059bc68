"""A receive that times out raises with the lock still held: the next call waits for ever."""

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
        self.lock.acquire()
        if not self.changed.wait_for(lambda: self.items or self.closed, timeout):
            raise TimeoutError
        if not self.items:
            self.lock.release()
            raise MailboxClosed
        item = self.items.popleft()
        self.lock.release()
        return item

    def close(self):
        with self.lock:
            self.closed = True
            self.changed.notify_all()
