"""No condition: receivers queue, each behind a locked door, and get their item handed over."""

from collections import deque
from threading import Lock


class MailboxClosed(Exception):
    pass


class Receiver:
    """A receive that waits; ``answer`` is what to do once the door opens."""

    def __init__(self):
        self.answer = None
        self.door = Lock()
        self.door.acquire()

    def open(self, answer):
        self.answer = answer
        self.door.release()


def closed():
    raise MailboxClosed


class Mailbox:
    def __init__(self):
        self._mutex = Lock()
        self._items = deque()
        self._waiting = deque()
        self._closed = False

    def send(self, item):
        with self._mutex:
            if self._closed:
                raise MailboxClosed
            if self._waiting:
                self._waiting.popleft().open(lambda: item)
            else:
                self._items.append(item)

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self._mutex:
            if self._items:
                return self._items.popleft()
            if self._closed:
                raise MailboxClosed
            if timeout == 0:
                raise TimeoutError
            me = Receiver()
            self._waiting.append(me)
        if not me.door.acquire(timeout=-1 if timeout is None else timeout):
            with self._mutex:
                # The answer may have come between the end of our patience and this line.
                if me.answer is None:
                    self._waiting.remove(me)
                    raise TimeoutError
        return me.answer()

    def close(self):
        with self._mutex:
            self._closed = True
            while self._waiting:
                self._waiting.popleft().open(closed)
