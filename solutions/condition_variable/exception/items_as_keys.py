"""The items are the keys of a dict, so an item that cannot be hashed is an error."""

import threading
from collections import OrderedDict


class MailboxClosed(Exception):
    pass


class Mailbox:
    def __init__(self):
        self._items = OrderedDict()
        self._closed = False
        self._cond = threading.Condition()

    def send(self, item):
        with self._cond:
            if self._closed:
                raise MailboxClosed
            self._items[item] = None
            self._cond.notify()

    def receive(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError
        with self._cond:
            if not self._cond.wait_for(lambda: self._items or self._closed, timeout):
                raise TimeoutError
            if not self._items:
                raise MailboxClosed
            item, _ = self._items.popitem(last=False)
            return item

    def close(self):
        with self._cond:
            self._closed = True
            self._cond.notify_all()
