"""Three philosophers, each of whom takes the left fork first."""

import threading

BUG = True
SEATS = 3


class Table:
    def __init__(self):
        self.forks = [threading.Lock() for _ in range(SEATS)]
        self.meals = [0] * SEATS


def philosopher(seat):
    def eat(table):
        with table.forks[seat], table.forks[(seat + 1) % SEATS]:
            table.meals[seat] += 1

    return eat


def setup():
    return Table()


WORKERS = [philosopher(seat) for seat in range(SEATS)]


def invariant(table):
    return table.meals == [1] * SEATS
