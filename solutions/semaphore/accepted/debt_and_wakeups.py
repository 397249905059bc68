"""The number may go below zero, where it counts the waiters; each is owed one of the wake-ups."""

import threading


class Semaphore:
    def __init__(self, permits):
        if permits < 0:
            raise ValueError("permits must not be negative")
        self._balance = permits
        self._wakeups = 0
        self._woken = threading.Condition()

    def acquire(self, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("timeout must not be negative")
        with self._woken:
            self._balance -= 1
            if self._balance >= 0:
                return True
            if self._woken.wait_for(lambda: self._wakeups > 0, timeout):
                self._wakeups -= 1
                return True
            self._balance += 1
            return False

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be at least 1")
        with self._woken:
            for _ in range(n):
                self._balance += 1
                if self._balance <= 0:
                    self._wakeups += 1
                    self._woken.notify()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *details):
        self.release()
