# ruff: noqa
import threading


def take(first, a=threading.Lock(), b=threading.Lock()):
    one, other = (a, b) if first else (b, a)
    with one, other:
        pass


def main():
    x = threading.Thread(target=take, args=(True,))
    x.start()
    take(False)
    x.join()
