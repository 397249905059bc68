"""Each mutex once, in the order of the identities: the same order for everybody."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Protocol


class Mutex(Protocol):
    """What a mutex can do, and all that is relied on."""

    def acquire(self) -> object: ...

    def release(self) -> object: ...


class ScopedLock:
    """Holds all of its mutexes for the block, in whatever order they are named."""

    def __init__(self, *mutexes: Mutex) -> None:
        # A mutex may have no hash and no order, and be equal to another one; an identity it has.
        different = {id(mutex): mutex for mutex in mutexes}
        self._mutexes = [different[identity] for identity in sorted(different)]
        self._held = ExitStack()

    def __enter__(self) -> ScopedLock:
        """Take all the mutexes, or, when one cannot be taken, none."""
        with ExitStack() as taken:
            for mutex in self._mutexes:
                mutex.acquire()
                taken.callback(mutex.release)
            self._held = taken.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give all the mutexes back."""
        self._held.close()
