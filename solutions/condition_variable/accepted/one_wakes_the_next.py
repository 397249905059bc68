"""close() wakes a single receiver, and everyone who leaves a closed mailbox wakes the next."""

from collections import deque
from threading import Condition


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self._condition = Condition()
        self._items = deque()
        self._closed = False

    def send(self, item):
        with self._condition:
            if self._closed:
                raise MailboxClosed
            self._items.append(item)
            self._condition.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self._condition:
            try:
                if not self._condition.wait_for(lambda: self._items or self._closed, timeout):
                    raise TimeoutError
                if not self._items:
                    raise MailboxClosed
                return self._items.popleft()
            finally:
                if self._closed:
                    self._condition.notify()

    def close(self):
        with self._condition:
            self._closed = True
            self._condition.notify()
