"""Two threads write without end, nearly; nothing to find, only to count decisions by."""

BUG = False
TIMES = 500


class Cell:
    def __init__(self):
        self.value = 0


def write(cell):
    for number in range(TIMES):
        cell.value = number


def setup():
    return Cell()


WORKERS = [write, write]


def invariant(cell):
    return cell.value == TIMES - 1
