# ruff: noqa
import threading
import other
from other import B


def main():
    x = threading.Thread(target=other.forth)
    x.start()
    with B, other.A:
        pass
    x.join()
