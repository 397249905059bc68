# ruff: noqa
import threading

A = threading.Lock()
B = threading.Lock()


def forth():
    with A, B:
        pass


def back():
    with B, A:
        pass


def main():
    x = threading.Thread(target=forth)
    x.start()
    back()
    x.join()
