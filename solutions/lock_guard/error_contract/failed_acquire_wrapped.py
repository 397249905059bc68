"""What acquire() raises comes out as a RuntimeError of our own."""

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
        try:
            self._mutex.acquire()
        except BaseException as error:
            self._entered = False
            raise RuntimeError("the mutex could not be acquired") from error
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
