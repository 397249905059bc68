"""The waiter looks before it takes the lock, so the news may come in between."""

import threading

BUG = True


class Door:
    def __init__(self):
        self.changed = threading.Condition()
        self.open = False


def wait_outside(door):
    if not door.open:
        with door.changed:
            door.changed.wait()


def open_up(door):
    door.open = True
    with door.changed:
        door.changed.notify()


def setup():
    return Door()


WORKERS = [wait_outside, open_up]


def invariant(door):
    return door.open
