"""A timed receive lets a helper thread wait and leaves it behind, waiting for the next item."""

import time
from collections import deque
from threading import Condition, Thread


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self._items = deque()
        self._closed = False
        self._condition = Condition()

    def send(self, item):
        with self._condition:
            if self._closed:
                raise MailboxClosed
            self._items.append(item)
            self._condition.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        if timeout and not self._closed:
            return self._helped(timeout)
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._condition:
            while not self._items:
                if self._closed:
                    raise MailboxClosed
                self._wait(deadline)
            return self._items.popleft()

    def close(self):
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def _helped(self, timeout):
        results = []

        def help_out():
            try:
                results.append(self.receive())
            except MailboxClosed as error:
                results.append(error)

        helper = Thread(target=help_out)
        helper.start()
        helper.join(timeout)
        if not results:
            raise TimeoutError
        if isinstance(results[0], MailboxClosed):
            raise results[0]
        return results[0]

    def _wait(self, deadline):
        if deadline is None:
            self._condition.wait()
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._condition.wait(left)
