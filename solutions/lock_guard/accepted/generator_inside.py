"""A generator holds the mutex while it is suspended; whoever takes it out of the slot drives it."""

import threading


def holding(mutex):
    mutex.acquire()
    try:
        yield
    finally:
        mutex.release()


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._slot = threading.Lock()
        self._used = False
        self._block = None

    def __enter__(self):
        with self._slot:
            if self._used:
                raise RuntimeError("this guard has been entered before")
            self._used = True
        block = holding(self._mutex)
        try:
            next(block)
        except BaseException:
            self._used = False
            raise
        self._block = block
        return self

    def __exit__(self, kind, error, traceback):
        self._block.close()
