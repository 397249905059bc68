# ruff: noqa
import threading


class Taker(threading.Thread):
    def __init__(self, one, other):
        super().__init__(name="taker")
        self.locks = one, other

    def run(self):
        with self.locks[0], self.locks[1]:
            pass


def main():
    a, b = threading.Lock(), threading.Lock()
    takers = [Taker(a, b), Taker(b, a)]
    [taker.start() for taker in takers]
    [taker.join() for taker in takers]
