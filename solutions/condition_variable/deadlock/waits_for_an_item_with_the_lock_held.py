"""receive waits for an item while it holds the lock that a send needs to add one."""

from collections import deque
from threading import Lock, Semaphore


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
        with self.lock:
            if not self.tokens.acquire(timeout=timeout):
                raise MailboxClosed if self.closed else TimeoutError
            if self.items:
                return self.items.popleft()
        self.tokens.release()
        raise MailboxClosed

    def close(self):
        with self.lock:
            if self.closed:
                return
            self.closed = True
        self.tokens.release()
