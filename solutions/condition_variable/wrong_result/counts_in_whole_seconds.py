"""What is left of the time is counted in whole seconds, so half a second is none."""

import threading
import time


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self.cond = threading.Condition(threading.Lock())
        self.items = []
        self.closed = False

    def send(self, item):
        with self.cond:
            if self.closed:
                raise MailboxClosed
            self.items.append(item)
            self.cond.notify_all()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        deadline = None if timeout is None else time.monotonic() + timeout
        with self.cond:
            while True:
                if self.items:
                    return self.items.pop(0)
                if self.closed:
                    raise MailboxClosed
                left = None
                if deadline is not None:
                    left = int(deadline - time.monotonic())
                    if left <= 0:
                        raise TimeoutError
                self.cond.wait(left)

    def close(self):
        with self.cond:
            self.closed = True
            self.cond.notify_all()
