"""A failed entry drops its claim before it is done; its late clean-up drops another one's claim."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entered = False

    def __enter__(self):
        with self._claim:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._entered = True
        acquired = False
        try:
            try:
                self._mutex.acquire()
                acquired = True
            except BaseException:
                self._entered = False
                raise
        finally:
            if not acquired:
                self._entered = False
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
