"""Between the look at an entry under way and the wait it ends, and its notify finds nobody."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entering = False
        self._entered = False
        self._changed = threading.Condition()

    def __enter__(self):
        while not self._claimed():
            with self._changed:
                self._changed.wait()
        try:
            self._mutex.acquire()
        except BaseException:
            self._finish(entered=False)
            raise
        self._finish(entered=True)
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()

    def _claimed(self):
        with self._claim:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            if self._entering:
                return False
            self._entering = True
            return True

    def _finish(self, entered):
        with self._claim:
            self._entering = False
            self._entered = entered
        with self._changed:
            self._changed.notify_all()
