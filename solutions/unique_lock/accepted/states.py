"""Two states, each with its own answers; locking and unlocking go from one to the other."""

import enum


class State(enum.Enum):
    FREE = "the mutex is not owned"
    OWNING = "the mutex is owned already"


class UniqueLock:
    def __init__(self, mutex, defer=False):
        self._mutex = mutex
        self._state = State.FREE
        if not defer:
            self.lock()

    @property
    def owns_lock(self):
        return self._state is State.OWNING

    def lock(self):
        self._leave(State.FREE)
        self._mutex.acquire()
        self._state = State.OWNING

    def try_lock(self):
        return self.try_lock_for(0)

    def try_lock_for(self, seconds):
        self._leave(State.FREE)
        match seconds:
            case None:
                taken = self._mutex.acquire()
            case 0:
                taken = self._mutex.acquire(blocking=False)
            case _ if seconds > 0:
                taken = self._mutex.acquire(timeout=seconds)
            case _:
                raise ValueError("seconds must not be negative")
        if taken:
            self._state = State.OWNING
        return taken

    def unlock(self):
        self._leave(State.OWNING)
        self._mutex.release()
        self._state = State.FREE

    def detach(self):
        self._state = State.FREE
        return self._mutex

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        match self._state:
            case State.OWNING:
                self.unlock()

    def _leave(self, state):
        if self._state is not state:
            raise RuntimeError(self._state.value)
