"""The examples of the prompt, to try while you write."""

import threading

from rwlock import ReadWriteLock


def test_a_writer_and_then_a_reader():
    """What is given back can be taken again, by either side."""
    lock = ReadWriteLock()
    lock.acquire_write()
    lock.release_write()
    lock.acquire_read()
    lock.release_read()
    lock.acquire_write()
    lock.release_write()


def test_two_readers_look_at_the_page_together():
    """Each of two readers stays inside until the other one is inside too."""
    lock = ReadWriteLock()
    both_inside = threading.Barrier(2)

    def read():
        lock.acquire_read()
        both_inside.wait()
        lock.release_read()

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()


def test_four_writers_count_to_four():
    """A writer reads a number and writes it back, and no other writer comes in between."""
    lock = ReadWriteLock()
    page = {"visits": 0}

    def write():
        lock.acquire_write()
        page["visits"] = page["visits"] + 1
        lock.release_write()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert page["visits"] == 4, f"four writers left {page['visits']} visits"


def test_one_thread_takes_and_another_gives_back():
    """A hold belongs to the lock's count, not to the thread that took it."""
    lock = ReadWriteLock()
    taker = threading.Thread(target=lock.acquire_write)
    taker.start()
    taker.join()
    lock.release_write()
    lock.acquire_read()
    lock.release_read()
