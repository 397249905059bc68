"""contextlib.contextmanager makes it one-shot too, but with an AttributeError."""

import contextlib


@contextlib.contextmanager
def LockGuard(mutex):
    mutex.acquire()
    try:
        yield
    finally:
        mutex.release()
