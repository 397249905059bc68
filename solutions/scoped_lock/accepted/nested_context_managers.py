"""One context manager for the least mutex, and inside it, by recursion, one for all the others."""

from contextlib import ExitStack, contextmanager


@contextmanager
def held(mutex):
    mutex.acquire()
    try:
        yield
    finally:
        mutex.release()


@contextmanager
def all_held(mutexes):
    if not mutexes:
        yield
        return
    least = min(mutexes, key=id)
    with held(least), all_held([mutex for mutex in mutexes if mutex is not least]):
        yield


class ScopedLock:
    def __init__(self, *mutexes):
        self._mutexes = mutexes

    def __enter__(self):
        self._stack = ExitStack()
        # Made anew for every entry, for a generator runs only once.
        self._stack.enter_context(all_held(self._mutexes))
        return self

    def __exit__(self, *error):
        return self._stack.__exit__(*error)
