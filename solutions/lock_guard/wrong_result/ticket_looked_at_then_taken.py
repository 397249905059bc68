"""The ticket is looked at in one step and taken in another; both threads take the same one."""


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._tickets = ["the only one"]

    def __enter__(self):
        if not self._tickets:
            raise RuntimeError("this guard has been entered before")
        self._tickets = self._tickets[1:]
        try:
            self._mutex.acquire()
        except BaseException:
            self._tickets = ["the only one"]
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
