"""The examples of the prompt, to try while you write."""

import threading

from lock_guard import LockGuard


def test_the_mutex_is_held_for_the_block():
    """Inside the block the mutex is taken, before and after it is free."""
    mutex = threading.Lock()
    guard = LockGuard(mutex)
    assert not mutex.locked()
    with guard:
        assert mutex.locked()
    assert not mutex.locked()


def test_an_exception_leaves_the_mutex_free():
    """What the block raises comes out of it, and the mutex has been given back."""
    mutex = threading.Lock()
    came_out = None
    try:
        with LockGuard(mutex):
            raise LookupError("the diary is not here")
    except LookupError as error:
        came_out = error
    assert came_out is not None
    assert not mutex.locked()


def test_a_guard_is_good_for_one_block():
    """Entering a guard again is a RuntimeError that leaves the mutex alone."""
    mutex = threading.Lock()
    guard = LockGuard(mutex)
    with guard:
        pass
    refused = False
    try:
        with guard:
            pass
    except RuntimeError:
        refused = True
    assert refused
    assert not mutex.locked()


def test_each_thread_makes_a_guard_of_its_own():
    """Two threads guard one mutex, and one after the other gets in."""
    mutex = threading.Lock()
    pages = []

    def write(name):
        with LockGuard(mutex):
            pages.append(f"{name} begins")
            pages.append(f"{name} ends")

    writers = [threading.Thread(target=write, args=(name,)) for name in ("A", "B")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(pages[:2]) in (["A begins", "A ends"], ["B begins", "B ends"])
