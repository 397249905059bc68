"""What the judge runs: every sentence of the contract as a scenario."""

import threading
import time

import pytest
from rwlock import ReadWriteLock

from judge.testing import History, MustWait, assert_linearizable


class Page:
    """Two numbers that are rewritten one after the other, so that half a change shows."""

    def __init__(self):
        self.left = 0
        self.right = 0

    def rewrite(self):
        number = self.left + 1
        self.left = number
        self.right = number

    def look(self):
        left = self.left
        return left, self.right


class Room:
    """What a lock does when one call is made after the other."""

    def __init__(self):
        self.readers = 0
        self.writers = 0

    def acquire_read(self):
        if self.writers:
            raise MustWait
        self.readers += 1

    def release_read(self):
        self.readers -= 1

    def acquire_write(self):
        if self.readers or self.writers:
            raise MustWait
        self.writers += 1

    def release_write(self):
        self.writers -= 1


def start(*actions):
    threads = [threading.Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    return threads


def join(threads):
    for thread in threads:
        thread.join()


def reader_of(lock, page):
    def read():
        lock.acquire_read()
        left, right = page.look()
        lock.release_read()
        assert left == right, f"a reader saw {left} on the left and {right} on the right"

    return read


def writer_of(lock, page):
    def write():
        lock.acquire_write()
        page.rewrite()
        lock.release_write()

    return write


def test_two_readers_meet_inside_and_a_writer_follows():
    """Two readers that wait for each other inside both get in, and leave an empty room."""
    lock = ReadWriteLock()
    both_inside = threading.Barrier(2)

    def read():
        lock.acquire_read()
        both_inside.wait()
        lock.release_read()

    join(start(read, read))
    lock.acquire_write()
    lock.release_write()


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("number", [1, 2])
def test_readers_stay_out_while_a_writer_is_inside(number):
    """Readers wait, without spinning or polling, for as long as a writer is inside."""
    lock = ReadWriteLock()
    inside = []

    def read():
        lock.acquire_read()
        inside.append("reader")
        lock.release_read()

    lock.acquire_write()
    readers = start(*[read] * number)
    time.sleep(60)
    assert inside == [], f"{len(inside)} readers got in beside a writer"
    lock.release_write()
    join(readers)
    assert len(inside) == number, f"of {number} readers that waited {len(inside)} got in"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_writer_stays_out_while_another_writer_is_inside():
    """A writer waits, without spinning or polling, for as long as another one is inside."""
    lock = ReadWriteLock()
    inside = []

    def write():
        lock.acquire_write()
        inside.append("writer")
        lock.release_write()

    lock.acquire_write()
    writers = start(write)
    time.sleep(60)
    assert inside == [], "a second writer got in beside a writer"
    lock.release_write()
    join(writers)


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_writer_stays_out_until_the_last_reader_has_left():
    """A writer waits, without spinning or polling, for the last of three readers."""
    lock = ReadWriteLock()
    inside = []
    leave = [threading.Event() for _ in range(3)]

    def read(number):
        lock.acquire_read()
        leave[number].wait()
        lock.release_read()

    def write():
        lock.acquire_write()
        inside.append("writer")
        lock.release_write()

    threads = start(lambda: read(0), lambda: read(1), lambda: read(2))
    time.sleep(60)
    threads += start(write)
    for left, number in enumerate((1, 0, 2)):
        time.sleep(60)
        assert inside == [], f"a writer got in when {left} of three readers had left"
        leave[number].set()
    join(threads)


def test_two_writers_take_turns():
    """Of two writers each finds what the other one left, whole."""
    lock, page = ReadWriteLock(), Page()
    join(start(writer_of(lock, page), writer_of(lock, page)))
    assert page.look() == (2, 2), f"two writers who each add 1 left {page.look()}"


def test_a_reader_sees_no_half_written_page():
    """A reader is not inside while a writer is, whichever of them comes first."""
    lock, page = ReadWriteLock(), Page()
    join(start(reader_of(lock, page), writer_of(lock, page)))
    assert page.look() == (1, 1), f"one writer who adds 1 left {page.look()}"


def test_a_writer_waits_for_every_reader():
    """Two readers and a writer: the writer gets in when the last reader is out."""
    lock, page = ReadWriteLock(), Page()
    read = reader_of(lock, page)
    join(start(read, read, writer_of(lock, page)))
    assert page.look() == (1, 1), f"one writer who adds 1 left {page.look()}"


def test_only_one_of_two_waiting_writers_gets_in():
    """When a writer leaves, one of two writers that waited gets in and the other waits on."""
    lock, page = ReadWriteLock(), Page()
    lock.acquire_write()
    writers = start(writer_of(lock, page), writer_of(lock, page))
    page.rewrite()
    lock.release_write()
    join(writers)
    assert page.look() == (3, 3), f"three writers who each add 1 left {page.look()}"


def test_a_waiting_reader_and_a_waiting_writer_do_not_get_in_together():
    """When a writer leaves, a reader and a writer that waited get in one after the other."""
    lock, page = ReadWriteLock(), Page()
    lock.acquire_write()
    others = start(reader_of(lock, page), writer_of(lock, page))
    page.rewrite()
    lock.release_write()
    join(others)
    assert page.look() == (2, 2), f"two writers who each add 1 left {page.look()}"


def test_every_reader_that_waited_for_a_writer_gets_in():
    """A writer that leaves lets in all the readers that waited, not just one of them."""
    lock, page = ReadWriteLock(), Page()
    read = reader_of(lock, page)
    lock.acquire_write()
    readers = start(read, read)
    page.rewrite()
    lock.release_write()
    join(readers)


def test_readers_that_waited_for_a_writer_meet_inside():
    """Two readers that waited for the same writer are inside at the same time afterwards."""
    lock = ReadWriteLock()
    both_inside = threading.Barrier(2)

    def read():
        lock.acquire_read()
        both_inside.wait()
        lock.release_read()

    lock.acquire_write()
    readers = start(read, read)
    lock.release_write()
    join(readers)


def test_two_readers_and_two_writers_all_come_through():
    """Whoever meets whom at the door, everybody gets in once and nothing is lost."""
    lock, page = ReadWriteLock(), Page()
    read, write = reader_of(lock, page), writer_of(lock, page)
    join(start(write, read, write, read))
    assert page.look() == (2, 2), f"two writers who each add 1 left {page.look()}"


def test_what_was_given_back_can_be_taken_again():
    """Two threads that write and then read, one after the other, meet in every possible way."""
    lock, page = ReadWriteLock(), Page()
    read, write = reader_of(lock, page), writer_of(lock, page)

    def write_and_read():
        write()
        read()

    join(start(write_and_read, write_and_read))
    assert page.look() == (2, 2), f"two writers who each add 1 left {page.look()}"


def test_another_thread_gives_back_a_read():
    """What one thread took as a reader another one gives back, and a waiting writer gets in."""
    lock, page = ReadWriteLock(), Page()
    join(start(lock.acquire_read))
    writers = start(writer_of(lock, page))
    join(start(lock.release_read))
    join(writers)
    assert page.look() == (1, 1), f"one writer who adds 1 left {page.look()}"


def test_another_thread_gives_back_a_write():
    """What one thread took as a writer another one gives back, and a waiting reader gets in."""
    lock, page = ReadWriteLock(), Page()
    join(start(lock.acquire_write))
    readers = start(reader_of(lock, page))
    page.rewrite()
    join(start(lock.release_write))
    join(readers)
    lock.acquire_write()
    lock.release_write()


def test_two_locks_have_nothing_to_do_with_each_other():
    """The writers of two different locks are inside at the same time."""
    one, other = ReadWriteLock(), ReadWriteLock()
    both_inside = threading.Barrier(2)

    def write(lock):
        lock.acquire_write()
        both_inside.wait()
        lock.release_write()

    join(start(lambda: write(one), lambda: write(other)))


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize(
    ("before", "at_once"), [(2, "leave leave"), (1, "leave come"), (0, "come come")]
)
def test_readers_that_come_and_go_at_once_are_all_counted(before, at_once):
    """A writer gets in after the last of them and of one that came later, another one after it."""
    lock = ReadWriteLock()
    inside = []

    def write():
        lock.acquire_write()
        inside.append("writer")
        lock.release_write()

    for _ in range(before):
        lock.acquire_read()
    doors = {"come": lock.acquire_read, "leave": lock.release_read}
    join(start(*[doors[way] for way in at_once.split()]))
    lock.acquire_read()
    writers = start(write)
    for count in range(1 + before + at_once.count("come") - at_once.count("leave"), 0, -1):
        time.sleep(60)
        assert inside == [], f"a writer got in, and of the readers {count} had not left"
        lock.release_read()
    join(writers)
    inside.clear()
    lock.acquire_write()
    writers = start(write)
    time.sleep(60)
    assert inside == [], "when the readers had left, two writers got in"
    lock.release_write()
    join(writers)


def test_there_is_no_limit_to_the_number_of_readers():
    """A new reader gets in while ten others are inside."""
    lock = ReadWriteLock()
    last_one_is_in = threading.Barrier(2)

    def enter():
        lock.acquire_read()
        last_one_is_in.wait()

    def greet():
        last_one_is_in.wait()

    greeter = start(greet)
    for _ in range(10):
        join(start(lock.acquire_read))
    join(start(enter))
    join(greeter)
    for _ in range(11):
        lock.release_read()
    lock.acquire_write()
    lock.release_write()


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.symptom("not_concurrent")
def test_a_hundred_readers_are_as_welcome_as_ten():
    """A new reader gets in while a hundred others are inside, and a writer when all have left."""
    lock = ReadWriteLock()
    for others in range(101):
        (reader,) = start(lock.acquire_read)
        time.sleep(1)
        assert not reader.is_alive(), f"a new reader has to wait while {others} others are inside"
    for _ in range(101):
        lock.release_read()
    lock.acquire_write()
    lock.release_write()


@pytest.mark.parametrize(
    ("first", "mine", "yours"),
    [
        (
            "",
            "acquire_write release_write",
            "acquire_read release_read acquire_read release_read",
        ),
        ("acquire_read", "acquire_write release_write", "release_read"),
        ("acquire_write", "acquire_read release_read", "release_write"),
    ],
    ids=["writer_and_reader", "read_given_back_by_another", "write_given_back_by_another"],
)
def test_calls_seem_to_happen_one_after_the_other(first, mine, yours):
    """Nobody gets in before those who stand in the way have left, whoever gives back their hold."""
    lock, history = ReadWriteLock(), History()

    def make(names):
        for name in names.split():
            history.call(name, getattr(lock, name))

    join(start(lambda: make(first)))
    join(start(lambda: make(mine), lambda: make(yours)))
    assert_linearizable(history, Room())
