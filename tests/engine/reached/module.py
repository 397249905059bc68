# ruff: noqa
import threading


def main():
    a, b = threading.Lock(), threading.Lock()

    def take(one, other):
        with one, other:
            pass

    threads = [threading.Thread(target=take, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
