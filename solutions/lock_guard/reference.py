"""A flag says whether the guard is taken; it is claimed before the mutex is waited for."""

import threading
from types import TracebackType
from typing import Any


class LockGuard:
    """Holds a mutex for the length of one ``with`` block; can be entered once."""

    def __init__(self, mutex: Any) -> None:
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entered = False

    def __enter__(self) -> "LockGuard":
        with self._claim:
            if self._entered:
                raise RuntimeError("a guard can be entered once only")
            self._entered = True
        try:
            self._mutex.acquire()
        except BaseException:
            self._entered = False
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._mutex.release()
