"""Looks, sleeps for a moment, and looks again."""

import time
from collections import deque
from threading import Lock


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self.items = deque()
        self.closed = False
        self.lock = Lock()

    def send(self, item):
        with self.lock:
            if self.closed:
                raise MailboxClosed
            self.items.append(item)

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = float("inf") if timeout is None else time.monotonic() + timeout
        while True:
            with self.lock:
                if self.items:
                    return self.items.popleft()
                if self.closed:
                    raise MailboxClosed
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            time.sleep(min(left, 0.001))

    def close(self):
        with self.lock:
            self.closed = True
