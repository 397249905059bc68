"""receive reads the oldest item and removes it in two steps, so two receivers get the same."""

from collections import deque
from threading import Lock, Semaphore

END = object()


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self.tokens = Semaphore(0)
        self.lock = Lock()
        self.items = deque()
        self.closed = False

    def send(self, item):
        with self.lock:
            if self.closed:
                raise MailboxClosed
            self.items.append(item)
        self.tokens.release()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if not self.tokens.acquire(timeout=timeout):
            with self.lock:
                closed = self.closed
            raise MailboxClosed if closed else TimeoutError
        with self.lock:
            item = self.items[0] if self.items else END
        if item is END:
            self.tokens.release()
            raise MailboxClosed
        with self.lock:
            self.items.popleft()
        return item

    def close(self):
        with self.lock:
            if self.closed:
                return
            self.closed = True
        self.tokens.release()
