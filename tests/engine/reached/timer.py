# ruff: noqa
import threading


def main():
    a, b = threading.Lock(), threading.Lock()

    def fire():
        with b, a:
            pass

    timer = threading.Timer(60, fire)
    timer.start()
    with a, b:
        pass
    timer.join()
