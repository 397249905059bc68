"""The examples of the prompt, to try while you write."""

import threading

from semaphore import Semaphore


def refused(call):
    try:
        call()
    except ValueError:
        return True
    return False


def test_two_permits_and_three_tries():
    """With two permits the third try fails, until one is given back."""
    cranes = Semaphore(2)
    assert cranes.acquire() is True
    assert cranes.acquire(timeout=0) is True
    assert cranes.acquire(timeout=0) is False
    cranes.release()
    assert cranes.acquire(timeout=0) is True


def test_a_block_holds_one_permit():
    """Inside the block the only permit is gone, after it it is back."""
    crane = Semaphore(1)
    with crane:
        assert crane.acquire(timeout=0) is False
    assert crane.acquire(timeout=0) is True


def test_a_thread_waits_for_a_permit_that_another_one_brings():
    """A semaphore may start with no permits; whoever brings some lets waiters through."""
    arrived = Semaphore(0)
    unloaded = []

    def unload():
        arrived.acquire()
        unloaded.append("cargo")

    crew = [threading.Thread(target=unload) for _ in range(2)]
    for worker in crew:
        worker.start()
    arrived.release(2)
    for worker in crew:
        worker.join()
    assert unloaded == ["cargo", "cargo"]


def test_what_makes_no_sense_is_refused():
    """Wrong numbers are a ValueError, and nothing has changed afterwards."""
    assert refused(lambda: Semaphore(-1))
    crane = Semaphore(1)
    assert refused(lambda: crane.release(0))
    assert refused(lambda: crane.acquire(timeout=-1))
    assert crane.acquire(timeout=0) is True
    assert crane.acquire(timeout=0) is False
