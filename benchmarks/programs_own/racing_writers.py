"""Two threads write one field again and again: every access leaves a choice."""

import threading


class Cell:
    """A field that nobody guards."""

    def __init__(self):
        self.value = 0


def main(times):
    """Let two threads write, and accept what comes of it."""
    cell = Cell()

    def work(mark):
        for _ in range(times):
            cell.value = mark

    threads = [threading.Thread(target=work, args=(mark,)) for mark in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cell.value in (1, 2)
