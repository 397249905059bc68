"""A generic mailbox on a subclass of Condition, its state an enum."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class MailboxClosed(Exception):
    """No more items."""


class State(Enum):
    OPEN = auto()
    CLOSED = auto()


class Monitor(Condition):
    """A condition whose waits raise when their time is up."""

    def until(self, ready, timeout: float | None) -> None:
        if timeout is not None and timeout < 0:
            raise ValueError(f"negative timeout: {timeout}")
        if not self.wait_for(ready, timeout):
            raise TimeoutError


@dataclass(eq=False)
class Mailbox(Generic[T]):
    _state: State = State.OPEN
    _inbox: list[T] = field(default_factory=list)
    _outbox: list[T] = field(default_factory=list)
    _monitor: Monitor = field(default_factory=Monitor)

    def send(self, item: T) -> None:
        with self._open():
            self._inbox.append(item)
            self._monitor.notify()

    def receive(self, timeout: float | None = None) -> T:
        with self._monitor:
            self._monitor.until(self._has_news, timeout)
            # Two stacks make a queue.
            if not self._outbox:
                self._outbox = self._inbox[::-1]
                self._inbox.clear()
            if not self._outbox:
                raise MailboxClosed
            return self._outbox.pop()

    def close(self) -> None:
        with self._monitor:
            self._state = State.CLOSED
            self._monitor.notify_all()

    @contextmanager
    def _open(self) -> Iterator[None]:
        with self._monitor:
            if self._state is State.CLOSED:
                raise MailboxClosed
            yield

    def _has_news(self) -> bool:
        return bool(self._inbox or self._outbox or self._state is State.CLOSED)
