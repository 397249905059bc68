"""One condition; whoever waits, waits for "there is an item, or there will never be one"."""

from collections import deque
from threading import Condition


class MailboxClosed(Exception):
    """The mailbox takes no more items, or has none left and will never have any again."""


class Mailbox:
    """Pass items from any number of senders to any number of receivers, first in, first out."""

    def __init__(self) -> None:
        self._items: deque[object] = deque()
        self._closed = False
        self._changed = Condition()

    def send(self, item: object) -> None:
        """Add ``item``; never waits. Raises ``MailboxClosed`` after ``close()``."""
        with self._changed:
            # Under the same lock as in close(): an item is accepted before it or not at all.
            if self._closed:
                raise MailboxClosed("the mailbox takes no more items")
            self._items.append(item)
            self._changed.notify()

    def receive(self, timeout: float | None = None) -> object:
        """Remove and return the oldest item, waiting while there is none.

        Raises ``TimeoutError`` when nothing came within ``timeout`` seconds, ``MailboxClosed``
        when the mailbox is closed and empty, ``ValueError`` for a negative timeout.
        """
        if timeout is not None and timeout < 0:
            raise ValueError(f"a timeout cannot be negative, and {timeout} is")
        with self._changed:
            # wait_for looks once more after the time is up: a wake-up that came too late is
            # used, not swallowed, and the time is counted from the call.
            if not self._changed.wait_for(self._news, timeout):
                raise TimeoutError("nothing came in time")
            if self._items:
                return self._items.popleft()
            raise MailboxClosed("the mailbox is closed and empty")

    def close(self) -> None:
        """Take no more items and wake all who wait; closing a closed mailbox does nothing."""
        with self._changed:
            self._closed = True
            # An item concerns one receiver, the end concerns all of them.
            self._changed.notify_all()

    def _news(self) -> bool:
        return self._closed or len(self._items) > 0
