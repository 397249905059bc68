"""The event that says "an item came" is never cleared, so waiting for it does not wait."""

import time
from collections import deque
from threading import Event, Lock


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self.items = deque()
        self.closed = False
        self.lock = Lock()
        self.news = Event()

    def send(self, item):
        with self.lock:
            if self.closed:
                raise MailboxClosed
            self.items.append(item)
            self.news.set()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            with self.lock:
                if self.items:
                    return self.items.popleft()
                if self.closed:
                    raise MailboxClosed
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError
            self.news.wait(left)

    def close(self):
        with self.lock:
            self.closed = True
            self.news.set()
