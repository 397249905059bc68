"""Three threads guard one number, one of them with another lock."""

import threading

BUG = True


class Total:
    def __init__(self):
        self.lock = threading.Lock()
        self.other = threading.Lock()
        self.value = 0


def add(total):
    with total.lock:
        total.value += 1


def add_under_the_other(total):
    with total.other:
        total.value += 1


def setup():
    return Total()


WORKERS = [add, add, add_under_the_other]


def invariant(total):
    return total.value == 3
