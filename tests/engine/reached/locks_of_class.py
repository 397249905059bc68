# ruff: noqa
import threading


class Pair:
    first = threading.Lock()
    second = threading.Lock()

    @classmethod
    def forth(cls):
        with cls.first, cls.second:
            pass

    def back(self):
        with self.second, self.first:
            pass


def main():
    x = threading.Thread(target=Pair.forth)
    x.start()
    Pair().back()
    x.join()
