"""A writer moves a point under a lock, a reader looks at it without."""

import threading

BUG = True


class Point:
    def __init__(self):
        self.lock = threading.Lock()
        self.x = 0
        self.y = 0
        self.seen = (0, 0)


def move(point):
    for _ in range(2):
        with point.lock:
            point.x += 1
            point.y += 1


def look(point):
    x = point.x
    point.seen = (x, point.y)


def setup():
    return Point()


WORKERS = [move, look]


def invariant(point):
    return point.seen[0] == point.seen[1]
