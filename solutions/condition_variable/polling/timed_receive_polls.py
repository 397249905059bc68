"""Without a timeout it waits properly; with one it tries, naps and tries again."""

import time
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
        if not self.token(timeout):
            with self.lock:
                closed = self.closed
            raise MailboxClosed if closed else TimeoutError
        with self.lock:
            if self.items:
                return self.items.popleft()
        self.tokens.release()
        raise MailboxClosed

    def token(self, timeout):
        if timeout is None:
            return self.tokens.acquire()
        deadline = time.monotonic() + timeout
        while not self.tokens.acquire(blocking=False):
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.005)
        return True

    def close(self):
        with self.lock:
            if self.closed:
                return
            self.closed = True
        self.tokens.release()
