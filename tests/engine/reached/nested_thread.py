# ruff: noqa
import threading


def main():
    a, b = threading.Lock(), threading.Lock()

    def inner():
        with b, a:
            pass

    def outer():
        nested = threading.Thread(target=inner)
        nested.start()
        with a, b:
            pass
        nested.join()

    thread = threading.Thread(target=outer)
    thread.start()
    thread.join()
