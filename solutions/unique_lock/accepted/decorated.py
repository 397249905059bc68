"""Decorators state what has to be so before a method: owning, or not owning."""

import functools


def only_when(owning):
    def decorate(method):
        @functools.wraps(method)
        def checked(self, *args, **kwargs):
            if self.owns_lock is not owning:
                raise RuntimeError(f"owns_lock has to be {owning}")
            return method(self, *args, **kwargs)

        return checked

    return decorate


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._holds = []
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return bool(self._holds)

    @only_when(owning=False)
    def lock(self):
        self._mutex.acquire()
        self._holds.append(self._mutex.release)

    @only_when(owning=False)
    def try_lock(self):
        if self._mutex.acquire(blocking=False):
            self._holds.append(self._mutex.release)
        return self.owns_lock

    @only_when(owning=False)
    def try_lock_for(self, seconds):
        if seconds is None:
            self.lock()
        elif seconds < 0:
            raise ValueError("seconds must not be negative")
        elif self._mutex.acquire(timeout=seconds):
            self._holds.append(self._mutex.release)
        return self.owns_lock

    @only_when(owning=True)
    def unlock(self):
        self._holds.pop()()

    def detach(self):
        self._holds.clear()
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        for release in self._holds:
            release()
        self._holds.clear()
