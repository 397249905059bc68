"""Two conditions over one lock; a waiting writer holds up readers that come after it."""

import threading


class ReadWriteLock:
    def __init__(self):
        lock = threading.Lock()
        self._lock = lock
        self._readers_may_go = threading.Condition(lock)
        self._writer_may_go = threading.Condition(lock)
        self._readers = 0
        self._writing = False
        self._waiting_writers = 0

    def acquire_read(self):
        with self._lock:
            while self._writing or self._waiting_writers > 0:
                self._readers_may_go.wait()
            self._readers += 1

    def release_read(self):
        with self._lock:
            self._readers -= 1
            if self._readers == 0:
                self._writer_may_go.notify()

    def acquire_write(self):
        with self._lock:
            self._waiting_writers += 1
            while self._writing or self._readers > 0:
                self._writer_may_go.wait()
            self._waiting_writers -= 1
            self._writing = True

    def release_write(self):
        with self._lock:
            self._writing = False
            if self._waiting_writers > 0:
                self._writer_may_go.notify()
            else:
                self._readers_may_go.notify_all()
