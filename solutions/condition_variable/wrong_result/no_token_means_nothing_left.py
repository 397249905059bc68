"""A receive that found no token looks at the sign alone: what was sent before the close is left."""

from collections import deque
from threading import Lock, Semaphore


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self._tokens = Semaphore(0)
        self._lock = Lock()
        self._items = deque()
        self._closed = False

    def send(self, item):
        with self._lock:
            if self._closed:
                raise MailboxClosed
            self._items.append(item)
        self._tokens.release()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self._tokens.acquire(timeout=timeout):
            # The closing token may just be in the hands of another receiver.
            with self._lock:
                closed = self._closed
            raise MailboxClosed if closed else TimeoutError
        with self._lock:
            if self._items:
                return self._items.popleft()
        self._tokens.release()
        raise MailboxClosed

    def close(self):
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._tokens.release()
