"""A buffer for one item: two producers and a consumer, correct."""

import threading

BUG = False
CAPACITY = 1


class Buffer:
    def __init__(self):
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)
        self.items = []
        self.taken = []


def produce(buffer):
    with buffer.not_full:
        while len(buffer.items) == CAPACITY:
            buffer.not_full.wait()
        buffer.items.append("item")
        buffer.not_empty.notify()


def consume(buffer):
    for _ in range(2):
        with buffer.not_empty:
            while not buffer.items:
                buffer.not_empty.wait()
            buffer.taken.append(buffer.items.pop())
            buffer.not_full.notify()


def setup():
    return Buffer()


WORKERS = [produce, produce, consume]


def invariant(buffer):
    return len(buffer.taken) == 2 and not buffer.items
