"""Of two readers that leave at once both find the room empty, and it is given back twice."""

from threading import Lock, Semaphore


class Lightswitch:
    """The first one in turns the light on, the last one out turns it off."""

    def __init__(self, light):
        self._light = light
        self._people = 0
        self._mutex = Lock()

    def enter(self):
        with self._mutex:
            if self._people == 0:
                self._light.acquire()
            self._people += 1

    def leave(self):
        with self._mutex:
            self._people -= 1
        if self._people == 0:
            self._light.release()


class ReadWriteLock:
    def __init__(self):
        self._turnstile = Semaphore(1)
        self._room_empty = Semaphore(1)
        self._readers = Lightswitch(self._room_empty)

    def acquire_read(self):
        self._turnstile.acquire()
        self._turnstile.release()
        self._readers.enter()

    def release_read(self):
        self._readers.leave()

    def acquire_write(self):
        self._turnstile.acquire()
        self._room_empty.acquire()

    def release_write(self):
        self._turnstile.release()
        self._room_empty.release()
