"""A counter of readers and a flag for the writer, both guarded by one condition."""

import threading


class ReadWriteLock:
    """Readers share, a writer is alone; any thread may give back what another one took."""

    def __init__(self) -> None:
        self._readers = 0
        self._writing = False
        self._changed = threading.Condition()

    def acquire_read(self) -> None:
        """Wait until no writer is inside, then count as one more reader."""
        with self._changed:
            while self._writing:
                self._changed.wait()
            self._readers += 1

    def release_read(self) -> None:
        """Give back one reader's hold; the last one out wakes the writers."""
        with self._changed:
            self._readers -= 1
            if self._readers == 0:
                self._changed.notify_all()

    def acquire_write(self) -> None:
        """Wait until nobody at all is inside, then be the one writer."""
        with self._changed:
            while self._writing or self._readers > 0:
                self._changed.wait()
            self._writing = True

    def release_write(self) -> None:
        """Give back the writer's hold; all the readers may come in, or one writer."""
        with self._changed:
            self._writing = False
            self._changed.notify_all()
