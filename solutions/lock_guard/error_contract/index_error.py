"""The second entry finds no ticket and lets the IndexError out."""


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._tickets = ["the only one"]

    def __enter__(self):
        self._tickets.pop()
        try:
            self._mutex.acquire()
        except BaseException:
            self._tickets.append("the only one")
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
