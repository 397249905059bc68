"""A writer does not wait for holds whose thread has ended, though another may give them back."""

import threading


class ReadWriteLock:
    def __init__(self):
        self._readers = []
        self._writing = False
        self._changed = threading.Condition()

    def acquire_read(self):
        with self._changed:
            while self._writing:
                self._changed.wait()
            self._readers.append(threading.current_thread())

    def release_read(self):
        with self._changed:
            me = threading.current_thread()
            if me in self._readers:
                self._readers.remove(me)
            elif self._readers:
                self._readers.pop(0)
            if not self._readers:
                self._changed.notify_all()

    def acquire_write(self):
        with self._changed:
            while self._writing or any(reader.is_alive() for reader in self._readers):
                self._changed.wait()
            self._writing = True

    def release_write(self):
        with self._changed:
            self._writing = False
            self._changed.notify_all()
