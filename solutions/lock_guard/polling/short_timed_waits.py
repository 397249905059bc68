"""Who comes while another one is entering waits for the outcome in pieces of a hundredth second."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entering = threading.Lock()
        self._entered = False

    def __enter__(self):
        while not self._entering.acquire(timeout=0.01):
            if self._entered:
                raise RuntimeError("this guard has been entered before")
        try:
            if self._entered:
                raise RuntimeError("this guard has been entered before")
            self._mutex.acquire()
            self._entered = True
        finally:
            self._entering.release()
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
