"""dict.setdefault decides who was first: every entry brings a token, and one of them stays."""


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._entry = {}

    def __enter__(self):
        token = object()
        if self._entry.setdefault("entered by", token) is not token:
            raise RuntimeError("this guard has been entered before")
        try:
            self._mutex.acquire()
        except BaseException:
            del self._entry["entered by"]
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
