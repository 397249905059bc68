"""What is owned is a callback in an ExitStack: unlocking runs it, detaching takes it out."""

import contextlib


class UniqueLock(contextlib.AbstractContextManager):
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._stack = contextlib.ExitStack()
        self._locked = False
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return self._locked

    def lock(self):
        self._acquire()

    def try_lock(self):
        return self._acquire(blocking=False)

    def try_lock_for(self, seconds):
        if seconds is None:
            return self._acquire()
        if seconds < 0:
            raise ValueError("seconds must not be negative")
        return self._acquire(timeout=seconds)

    def unlock(self):
        if not self._locked:
            raise RuntimeError("the mutex is not owned")
        self._stack.close()

    def detach(self):
        self._stack.pop_all()
        self._locked = False
        return self._mutex

    def __exit__(self, kind, error, traceback):
        self._stack.close()

    def _acquire(self, **how):
        if self._locked:
            raise RuntimeError("the mutex is owned already")
        if not self._mutex.acquire(**how):
            return False
        self._stack.callback(self._mutex.release)
        self._stack.callback(self._forget)
        self._locked = True
        return True

    def _forget(self):
        self._locked = False
