"""A thread spins until another has set a flag, correct if not polite."""

BUG = False


class Flag:
    def __init__(self):
        self.ready = False
        self.value = 0
        self.seen = 0


def publish(flag):
    flag.value = 7
    flag.ready = True


def spin(flag):
    while not flag.ready:
        pass
    flag.seen = flag.value


def setup():
    return Flag()


WORKERS = [publish, spin]


def invariant(flag):
    return flag.seen == 7
