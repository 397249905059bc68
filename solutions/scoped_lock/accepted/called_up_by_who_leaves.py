"""Those who wait have an event each; whoever leaves hands over to all who can go in now."""

import threading


class Porter:
    def __init__(self):
        self.lock = threading.Lock()
        self.taken = set()
        self.waiting = []

    def admit(self, wanted):
        called = threading.Event()
        with self.lock:
            self.waiting.append((wanted, called))
            self._call()
        called.wait()

    def leave(self, wanted):
        with self.lock:
            self.taken -= wanted
            self._call()

    def _call(self):
        for entry in list(self.waiting):
            wanted, called = entry
            if self.taken.isdisjoint(wanted):
                self.taken |= wanted
                self.waiting.remove(entry)
                called.set()


PORTER = Porter()


class ScopedLock:
    def __init__(self, *mutexes):
        self.mutexes = mutexes
        self.wanted = frozenset(map(id, mutexes))

    def __enter__(self):
        PORTER.admit(self.wanted)
        self.taken = {}
        try:
            for mutex in self.mutexes:
                if id(mutex) not in self.taken:
                    mutex.acquire()
                    self.taken[id(mutex)] = mutex
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error):
        for mutex in self.taken.values():
            mutex.release()
        PORTER.leave(self.wanted)
