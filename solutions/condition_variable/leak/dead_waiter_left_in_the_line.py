"""A receive that gave up stays in the line, and a later send hands it an item."""

from collections import deque
from threading import Event, Lock


class MailboxClosed(Exception):
    pass


class Receiver:
    def __init__(self):
        self.item = None
        self.closed = False
        self.answered = Event()


class Mailbox:
    def __init__(self):
        self.lock = Lock()
        self.items = deque()
        self.waiting = deque()
        self.closed = False

    def send(self, item):
        with self.lock:
            if self.closed:
                raise MailboxClosed
            if not self.waiting:
                self.items.append(item)
                return
            receiver = self.waiting.popleft()
            receiver.item = item
            receiver.answered.set()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self.lock:
            if self.items:
                return self.items.popleft()
            if self.closed:
                raise MailboxClosed
            if timeout == 0:
                raise TimeoutError
            me = Receiver()
            self.waiting.append(me)
        if not me.answered.wait(timeout):
            with self.lock:
                if not me.answered.is_set():
                    raise TimeoutError
        if me.closed:
            raise MailboxClosed
        return me.item

    def close(self):
        with self.lock:
            self.closed = True
            while self.waiting:
                receiver = self.waiting.popleft()
                receiver.closed = True
                receiver.answered.set()
