# ruff: noqa
import threading as t


def main():
    a, b = t.RLock(), t.RLock()

    def take(one, other):
        one.acquire()
        other.acquire()
        other.release()
        one.release()

    x, y = t.Thread(None, take, "x", (a, b)), t.Thread(None, take, "y", (b, a))
    x.start(), y.start(), x.join(), y.join()
