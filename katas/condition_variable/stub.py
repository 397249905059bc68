"""A mailbox between threads: anyone sends, anyone receives, and one day it is closed."""


class MailboxClosed(Exception):
    """The mailbox takes no more items, or has none left and will never have any again."""


class Mailbox:
    """Pass items from any number of senders to any number of receivers, first in, first out."""

    def __init__(self) -> None:
        raise NotImplementedError

    def send(self, item: object) -> None:
        """Add ``item``; never waits. Raises ``MailboxClosed`` after ``close()``."""
        raise NotImplementedError

    def receive(self, timeout: float | None = None) -> object:
        """Remove and return the oldest item, waiting while there is none.

        ``timeout`` is in seconds: ``None`` waits for ever, ``0`` tries once without waiting.
        Raises ``TimeoutError`` when nothing came in time, ``MailboxClosed`` when the mailbox is
        closed and empty, ``ValueError`` for a negative timeout.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Take no more items and wake all who wait; closing a closed mailbox does nothing."""
        raise NotImplementedError
