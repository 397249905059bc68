"""An Event can be asked and can be set, but not both in one step."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entered = threading.Event()

    def __enter__(self):
        if self._entered.is_set():
            raise RuntimeError("this guard has been entered before")
        self._entered.set()
        try:
            self._mutex.acquire()
        except BaseException:
            self._entered.clear()
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
