"""The exception is thrown into a generator, which makes a RuntimeError of a StopIteration."""

import threading


def holding(mutex):
    mutex.acquire()
    try:
        yield
    finally:
        mutex.release()


class LockGuard:
    def __init__(self, mutex):
        self._claim = threading.Lock()
        self._entered = False
        self._mutex = mutex

    def __enter__(self):
        with self._claim:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._entered = True
        try:
            self._mutex.acquire()
        except BaseException:
            self._entered = False
            raise
        self._block = self._hold()
        next(self._block)
        return self

    def __exit__(self, kind, error, traceback):
        if error is None:
            next(self._block, None)
        else:
            self._block.throw(error)

    def _hold(self):
        try:
            yield
        finally:
            self._mutex.release()
