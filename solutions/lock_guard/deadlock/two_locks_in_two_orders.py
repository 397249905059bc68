"""An entry takes the claim and then the count, a failed one the count and then the claim."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._count = threading.Lock()
        self._entered = False
        self._attempts = 0

    def __enter__(self):
        with self._claim:
            with self._count:
                self._attempts += 1
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._entered = True
        try:
            self._mutex.acquire()
        except BaseException:
            with self._count:
                self._attempts -= 1
                with self._claim:
                    self._entered = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
