"""A leaving writer invites the readers that wait, but does not keep other writers out for them."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._lock = threading.Lock()
        self._readers_may_go = threading.Condition(self._lock)
        self._writers_may_go = threading.Condition(self._lock)
        self._readers = 0
        self._writing = False
        self._waiting_readers = 0
        self._invited = 0

    def acquire_read(self):
        with self._lock:
            if self._writing:
                self._waiting_readers += 1
                while self._invited == 0:
                    self._readers_may_go.wait()
                self._invited -= 1
            self._readers += 1

    def release_read(self):
        with self._lock:
            self._readers -= 1
            if self._readers == 0:
                self._writers_may_go.notify()

    def acquire_write(self):
        with self._lock:
            while self._writing or self._readers > 0:
                self._writers_may_go.wait()
            self._writing = True

    def release_write(self):
        with self._lock:
            self._writing = False
            self._invited += self._waiting_readers
            self._waiting_readers = 0
            self._readers_may_go.notify_all()
            self._writers_may_go.notify()
