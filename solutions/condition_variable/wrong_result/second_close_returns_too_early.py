"""Of two closes at once the second finds the first one at work, and returns before it is closed."""

import threading
from collections import deque


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self._items = deque()
        self._closed = False
        self._closing = False
        self._cond = threading.Condition()

    def send(self, item):
        with self._cond:
            if self._closed:
                raise MailboxClosed
            self._items.append(item)
            self._cond.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError
        with self._cond:
            if not self._cond.wait_for(lambda: self._items or self._closed, timeout):
                raise TimeoutError
            if self._items:
                return self._items.popleft()
            raise MailboxClosed

    def close(self):
        with self._cond:
            if self._closing:
                return
            self._closing = True
        with self._cond:
            self._closed = True
            self._cond.notify_all()
