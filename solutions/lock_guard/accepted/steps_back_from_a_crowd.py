"""Every entry steps up and then looks around; as long as it is not alone, it steps back."""

import threading


class LockGuard:
    def __init__(self, mutex):
        self._mutex = mutex
        self._lock = threading.Lock()
        self._entries = 0

    def __enter__(self):
        with self._lock:
            self._entries += 1
        with self._lock:
            # Looking and stepping back are one step, so the last one to look is alone, and stays.
            alone = self._entries == 1
            if not alone:
                self._entries -= 1
        if not alone:
            raise RuntimeError("this guard has been entered before")
        try:
            self._mutex.acquire()
        except BaseException:
            with self._lock:
                self._entries -= 1
            raise
        return self

    def __exit__(self, kind, error, traceback):
        self._mutex.release()
