"""An ExitStack knows what is to be undone: first the claim, and then, once held, the mutex."""

import contextlib
import threading


class LockGuard(contextlib.AbstractContextManager):
    def __init__(self, mutex):
        self._mutex = mutex
        self._once = threading.BoundedSemaphore(1)
        self._on_exit = contextlib.ExitStack()

    def __enter__(self):
        if not self._once.acquire(blocking=False):
            raise RuntimeError("this guard has been entered before")
        with contextlib.ExitStack() as undo:
            undo.callback(self._once.release)
            self._mutex.acquire()
            undo.pop_all()
        self._on_exit.callback(self._mutex.release)
        return self

    def __exit__(self, kind, error, traceback):
        self._on_exit.close()
