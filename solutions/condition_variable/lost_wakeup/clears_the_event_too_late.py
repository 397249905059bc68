"""receive clears the event after it saw nothing, and with it a set() that came in between."""

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
            self.news.clear()
            self.news.wait(left)

    def close(self):
        with self.lock:
            self.closed = True
        self.news.set()
