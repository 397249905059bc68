"""One number says it all: how many readers are inside, or minus one for a writer."""

import threading

WRITER = -1


class ReadWriteLock:
    def __init__(self):
        self._inside = 0
        self._door = threading.Condition(threading.Lock())

    def _enter(self, may_enter, step):
        with self._door:
            self._door.wait_for(may_enter)
            self._inside += step

    def _leave(self, step):
        with self._door:
            self._inside += step
            if self._inside == 0:
                self._door.notify_all()

    def acquire_read(self):
        self._enter(lambda: self._inside != WRITER, 1)

    def release_read(self):
        self._leave(-1)

    def acquire_write(self):
        self._enter(lambda: self._inside == 0, WRITER)

    def release_write(self):
        self._leave(-WRITER)
