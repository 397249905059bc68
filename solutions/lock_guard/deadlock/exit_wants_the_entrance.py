"""Leaving needs a lock that another guard holds while it waits for the mutex of the leaver."""

import threading

entrance = threading.Lock()


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entered = False
        self._inside = False

    def __enter__(self):
        with entrance:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._mutex.acquire()
            self._entered = self._inside = True
        return self

    def __exit__(self, kind, error, traceback):
        with entrance:
            self._inside = False
            self._mutex.release()
