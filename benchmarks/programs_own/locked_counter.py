"""Two threads add to one counter, each ``times`` times, under a lock."""

import threading


class Counter:
    """A number and the lock that guards it."""

    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()


def main(times):
    """Count with two threads, and miss nothing."""
    counter = Counter()

    def work():
        for _ in range(times):
            with counter.lock:
                counter.value += 1

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.value == 2 * times
