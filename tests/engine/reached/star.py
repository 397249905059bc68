# ruff: noqa
from threading import *


def main():
    a, b = Semaphore(), BoundedSemaphore(1)

    def take(one, other):
        with one, other:
            pass

    x, y = Thread(target=take, args=(a, b)), Thread(target=take, args=(b, a))
    x.start(), y.start(), x.join(), y.join()
