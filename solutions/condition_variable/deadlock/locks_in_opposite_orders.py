"""send locks the state and then the items, close the items and then the state."""

from collections import deque
from threading import Condition, Lock


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self.state_lock = Lock()
        self.closed = False
        self.items = deque()
        self.news = Condition(Lock())

    def send(self, item):
        with self.state_lock:
            if self.closed:
                raise MailboxClosed
            with self.news:
                self.items.append(item)
                self.news.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.news:
            if not self.news.wait_for(lambda: self.items or self.closed, timeout):
                raise TimeoutError
            if self.items:
                return self.items.popleft()
            raise MailboxClosed

    def close(self):
        with self.news:
            with self.state_lock:
                self.closed = True
            self.news.notify_all()
