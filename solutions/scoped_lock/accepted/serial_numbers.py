"""Every mutex gets a serial number when it is first seen, and the least one is taken first."""

import heapq
import threading


class Numbers:
    def __init__(self):
        self.lock = threading.Lock()
        self.known = {}

    def of(self, mutex):
        with self.lock:
            number, _ = self.known.setdefault(id(mutex), (len(self.known), mutex))
            return number


NUMBERS = Numbers()


class ScopedLock:
    def __init__(self, *mutexes):
        self.queue = {NUMBERS.of(mutex): mutex for mutex in mutexes}
        self.held = []

    def __enter__(self):
        waiting = list(self.queue)
        heapq.heapify(waiting)
        complete = False
        try:
            while waiting:
                mutex = self.queue[heapq.heappop(waiting)]
                mutex.acquire()
                self.held.append(mutex)
            complete = True
        finally:
            if not complete:
                self._give_back()
        return self

    def __exit__(self, kind, error, traceback):
        self._give_back()

    def _give_back(self):
        while self.held:
            self.held.pop().release()
