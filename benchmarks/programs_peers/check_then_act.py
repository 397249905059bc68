"""Two buyers both see the last seat free."""

BUG = True


class Hall:
    def __init__(self):
        self.free = 1
        self.sold = []

    def buy(self):
        if self.free > 0:
            self.free -= 1
            self.sold.append("seat")


def setup():
    return Hall()


WORKERS = [Hall.buy, Hall.buy]


def invariant(hall):
    return len(hall.sold) == 1
