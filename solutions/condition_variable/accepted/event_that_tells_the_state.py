"""An event that is set exactly while a receive can do something, kept so under the lock."""

import time
from collections import deque
from threading import Event, Lock


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self.lock = Lock()
        self.items = deque()
        self.closed = False
        self.ready = Event()

    def send(self, item):
        with self.lock:
            if self.closed:
                raise MailboxClosed
            self.items.append(item)
            self.ready.set()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            with self.lock:
                if self.items:
                    item = self.items.popleft()
                    if not self.items and not self.closed:
                        self.ready.clear()
                    return item
                if self.closed:
                    raise MailboxClosed
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError
            self.ready.wait(left)

    def close(self):
        with self.lock:
            self.closed = True
            self.ready.set()
