"""A second thread hears that it is refused only when the block of the first has ended."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self.mutex = mutex
        self.used = False
        self.ride = threading.RLock()

    def __enter__(self):
        self.ride.acquire()
        if self.used:
            self.ride.release()
            raise RuntimeError
        try:
            self.mutex.acquire()
        except BaseException:
            self.ride.release()
            raise
        self.used = True

    def __exit__(self, kind, value, tb):
        self.mutex.release()
        self.ride.release()
