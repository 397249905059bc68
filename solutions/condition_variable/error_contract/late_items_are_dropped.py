"""send drops an item without a word once the mailbox is closed."""

import time
from collections import deque
from threading import Condition


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self._items = deque()
        self._closed = False
        self._condition = Condition()

    def send(self, item):
        with self._condition:
            if self._closed:
                return
            self._items.append(item)
            self._condition.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._condition:
            while not self._items:
                if self._closed:
                    raise MailboxClosed
                self._wait(deadline)
            return self._items.popleft()

    def close(self):
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def _wait(self, deadline):
        if deadline is None:
            self._condition.wait()
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._condition.wait(left)
