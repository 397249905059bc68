"""Every time the mutex is taken a Hold is made, a one-shot object that knows how to end itself."""

from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Hold:
    mutex: Any

    def end(self):
        self.mutex.release()


class UniqueLock:
    _hold = None

    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        if not defer:
            self._begin(self._mutex.acquire)

    owns_lock = property(lambda self: self._hold is not None)

    def lock(self):
        self._begin(self._mutex.acquire)

    def try_lock(self):
        return self._begin(lambda: self._mutex.acquire(timeout=0))

    def try_lock_for(self, seconds):
        if seconds is None:
            return self._begin(self._mutex.acquire)
        if seconds < 0:
            raise ValueError("seconds must not be negative")
        # A mutex that is free needs no timer.
        return self.try_lock() or self._begin(lambda: self._mutex.acquire(timeout=seconds))

    def unlock(self):
        hold = self._end()
        if hold is None:
            raise RuntimeError("the mutex is not owned")
        hold.end()

    def detach(self):
        self._end()
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        hold = self._end()
        if hold is not None:
            hold.end()

    def _begin(self, acquire):
        if self._hold is not None:
            raise RuntimeError("the mutex is owned already")
        taken = acquire()
        if taken:
            self._hold = Hold(self._mutex)
        return taken

    def _end(self):
        hold, self._hold = self._hold, None
        return hold
