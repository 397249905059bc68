"""An exception that the action returned is taken for one that it raised."""

import threading


class OrderedExecution:
    def __init__(self, n):
        self._n = n
        self._asked = set()
        self._done = 0
        self._cond = threading.Condition()

    def run(self, turn, action):
        if not 0 <= turn < self._n:
            raise ValueError(turn)
        with self._cond:
            if turn in self._asked:
                raise RuntimeError(turn)
            self._asked.add(turn)
            self._cond.wait_for(lambda: self._done == turn)
        try:
            result = action()
        except BaseException as error:
            result = error
        with self._cond:
            self._done += 1
            self._cond.notify_all()
        if isinstance(result, BaseException):
            raise result
        return result
