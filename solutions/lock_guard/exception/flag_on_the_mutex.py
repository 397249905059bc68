"""The mark is made on the mutex, so the second guard of the same mutex is refused."""

import threading

claim = threading.Lock()


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex

    def __enter__(self):
        with claim:
            if getattr(self._mutex, "guarded", False):
                raise RuntimeError("this guard has been entered before")
            self._mutex.guarded = True
        try:
            self._mutex.acquire()
        except BaseException:
            self._mutex.guarded = False
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
