"""One re-entrant lock for all guards is held for the whole block, whatever mutex it is about."""

import threading

only_one = threading.RLock()


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entered = False

    def __enter__(self):
        only_one.acquire()
        try:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._mutex.acquire()
            self._entered = True
        except BaseException:
            only_one.release()
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
        only_one.release()
