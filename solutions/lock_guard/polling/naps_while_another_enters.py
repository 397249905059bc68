"""Who comes while another one is entering sleeps and looks again until the outcome is known."""

import threading
import time


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._claim = threading.Lock()
        self._entering = False
        self._entered = False

    def __enter__(self):
        while not self._claimed():
            time.sleep(0.01)
        try:
            self._mutex.acquire()
            self._entered = True
        finally:
            self._entering = False
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()

    def _claimed(self):
        with self._claim:
            if self._entering:
                return False
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._entering = True
            return True
