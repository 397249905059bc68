"""A semaphore counts items; close() adds one token that every receiver puts back for the next."""

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
        if not self._tokens.acquire(timeout=timeout) and not self._closed:
            raise TimeoutError
        # Once it is closed nobody has to wait, so whoever got no token looks as well: the closing
        # token may just be in the hands of another receiver.
        with self._lock:
            if self._items:
                return self._items.popleft()
        self._tokens.release()
        raise MailboxClosed

    def close(self):
        with self._lock:
            self._closed = True
        self._tokens.release()  # A second close adds a second one, which does no harm.
