"""Three states under a condition: who comes while another one is entering waits for the outcome."""

import enum
import threading


class State(enum.Enum):
    NEW = enum.auto()
    ENTERING = enum.auto()
    ENTERED = enum.auto()


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._state = State.NEW
        self._changed = threading.Condition()

    def __enter__(self):
        with self._changed:
            self._changed.wait_for(lambda: self._state is not State.ENTERING)
            if self._state is State.ENTERED:
                raise RuntimeError("this guard has been entered before")
            self._state = State.ENTERING
        try:
            self._mutex.acquire()
        except BaseException:
            self._become(State.NEW)
            raise
        self._become(State.ENTERED)
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()

    def _become(self, state):
        with self._changed:
            self._state = state
            self._changed.notify_all()
