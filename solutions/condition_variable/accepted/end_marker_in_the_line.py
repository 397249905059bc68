"""close() puts an end marker behind the last item, where every receiver finds it and leaves it."""

import threading
from collections import deque

END = object()


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self._lock = threading.Lock()
        self._not_empty = threading.Condition(self._lock)
        self._items = deque()

    def send(self, item):
        with self._lock:
            if self._ends():
                raise MailboxClosed
            self._items.append(item)
            self._not_empty.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self._lock:
            if not self._not_empty.wait_for(lambda: len(self._items) > 0, timeout):
                raise TimeoutError
            if self._items[0] is END:
                raise MailboxClosed
            return self._items.popleft()

    def close(self):
        with self._lock:
            if not self._ends():
                self._items.append(END)
                self._not_empty.notify_all()

    def _ends(self):
        return bool(self._items) and self._items[-1] is END
