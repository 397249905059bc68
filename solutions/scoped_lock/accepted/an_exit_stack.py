"""Is an ExitStack that fills itself, from the greatest identity down to the least."""

import contextlib


class ScopedLock(contextlib.ExitStack):
    def __init__(self, *mutexes):
        super().__init__()
        self.mutexes = mutexes

    def __enter__(self):
        last = None
        try:
            for mutex in sorted(self.mutexes, key=id, reverse=True):
                if mutex is not last:
                    mutex.acquire()
                    self.callback(mutex.release)
                last = mutex
        except BaseException:
            self.close()
            raise
        return self
