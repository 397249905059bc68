"""A bell: threads ring it with a message, and one that waits on descriptors hears it."""

from __future__ import annotations

import os
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock
from typing import Generic, TypeVar

Message = TypeVar("Message")


class Bell(Generic[Message]):
    """Messages from any thread, each announced by a byte that ``select`` can wait for."""

    def __init__(self) -> None:
        self._messages: SimpleQueue[Message] = SimpleQueue()
        self._lock = Lock()
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)

    def ring(self, message: Message) -> None:
        """Leave a message; after ``close`` nobody hears it."""
        self._messages.put(message)
        with self._lock, suppress(BlockingIOError):
            if self._write >= 0:
                os.write(self._write, b"!")

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when the bell is rung."""
        return self._read

    def heard(self) -> list[Message]:
        """Return the messages left since the last time, once the bell was rung."""
        os.read(self._read, 4096)
        found: list[Message] = []
        while not self._messages.empty():
            found.append(self._messages.get())
        return found

    def close(self) -> None:
        """Take the bell down."""
        with self._lock:
            os.close(self._write)
            os.close(self._read)
            self._write = -1
