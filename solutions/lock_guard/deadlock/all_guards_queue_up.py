"""One lock for all guards is held while waiting; the holder cannot enter another guard."""

import threading

entrance = threading.Lock()


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entered = False

    def __enter__(self):
        with entrance:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._mutex.acquire()
            self._entered = True
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
