"""All guards share one inner lock, which is held for the claims alone, never while waiting."""

import threading

claims = threading.Lock()


class LockGuard:
    def __init__(self, mutex):
        self._acquire = mutex.acquire
        self._release = mutex.release
        self._entries = 0

    def __enter__(self):
        with claims:
            if self._entries:
                raise RuntimeError("this guard has been entered before")
            self._entries += 1
        try:
            self._acquire()
        except BaseException:
            with claims:
                self._entries -= 1
            raise

    def __exit__(self, kind, error, traceback):
        self._release()
