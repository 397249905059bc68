"""Two threads count under a lock, three times each, correct."""

import threading

BUG = False


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0

    def count(self):
        for _ in range(3):
            with self.lock:
                self.value += 1


def setup():
    return Counter()


WORKERS = [Counter.count, Counter.count]


def invariant(counter):
    return counter.value == 6
