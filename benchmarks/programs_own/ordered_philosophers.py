"""Dining philosophers who pick up the lower-numbered of their two forks first."""

import threading


class Table:
    """One fork between any two neighbours, and how often each philosopher has eaten."""

    def __init__(self, seats):
        self.forks = [threading.Lock() for _ in range(seats)]
        self.meals = [0] * seats


def main(seats):
    """Let everybody eat once."""
    table = Table(seats)

    def dine(seat):
        first, second = sorted((seat, (seat + 1) % seats))
        with table.forks[first], table.forks[second]:
            table.meals[seat] += 1

    threads = [threading.Thread(target=dine, args=(seat,)) for seat in range(seats)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert table.meals == [1] * seats
