# ruff: noqa
from threading import Condition as C, Thread as T


def main():
    a, b = C(), C()

    def take(one, other):
        with one:
            with other:
                other.notify()

    x, y = T(target=lambda: take(a, b)), T(target=lambda: take(b, a))
    x.start(), y.start(), x.join(), y.join()
