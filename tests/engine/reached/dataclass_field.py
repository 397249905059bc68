# ruff: noqa
import threading
from dataclasses import dataclass, field


@dataclass
class Guarded:
    lock: threading.Lock = field(default_factory=threading.Lock)


def main():
    a, b = Guarded(), Guarded()

    def take(one, other):
        with one.lock, other.lock:
            pass

    x = threading.Thread(target=take, args=(a, b))
    x.start()
    take(b, a)
    x.join()
