"""The inner lock is kept until the block is over, so an entry inside the block waits for itself."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._block = threading.Lock()
        self._entered = False

    def __enter__(self):
        self._block.acquire()
        if self._entered:
            self._block.release()
            raise RuntimeError("this guard has been entered before")
        try:
            self._mutex.acquire()
        except BaseException:
            self._block.release()
            raise
        self._entered = True
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
        self._block.release()
