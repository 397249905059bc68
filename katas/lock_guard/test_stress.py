"""What the judge runs: every sentence of the contract as a scenario."""

import threading
import time

import pytest
from lock_guard import LockGuard

FAILURES = (LookupError, RuntimeError, KeyboardInterrupt, GeneratorExit)
ERRORS = (*FAILURES, StopIteration)
ONE_BLOCK = ["acquire", "release"]


class Mutex:
    """Has acquire() and release(), writes their calls down, and keeps nobody out.

    Given errors, acquire() raises those first, one at a time.
    """

    def __init__(self, *errors):
        self.calls = []
        self.errors = iter(errors)

    def acquire(self):
        error = next(self.errors, None)
        if error is not None:
            raise error
        self.calls.append("acquire")

    def release(self):
        self.calls.append("release")


class OddMutex(Mutex):
    """A mutex that counts as false, equals everything, cannot be hashed, and says yes to all."""

    __hash__ = None

    def __bool__(self):
        return False

    def __eq__(self, other):
        return True

    def release(self):
        super().release()
        return True


class Room:
    """Counts who is inside, with a lock of its own, and remembers the largest crowd."""

    def __init__(self):
        self.counter = threading.Lock()
        self.inside = 0
        self.crowd = 0

    def visit(self):
        with self.counter:
            self.inside += 1
            self.crowd = max(self.crowd, self.inside)
        with self.counter:
            self.inside -= 1


def start(*actions):
    threads = [threading.Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    return threads


def join(threads):
    for thread in threads:
        thread.join()


def enter(guard):
    """Enter and leave the guard, and say what became of it."""
    try:
        with guard:
            return "inside"
    except RuntimeError:
        return "refused"
    except OSError:
        return "failed"


def raised_by(guard, error=None):
    """Enter the guard, raise ``error`` in its block, and return the exception that came out."""
    try:
        with guard:
            if error is not None:
                raise error
    except BaseException as came_out:
        return came_out
    return None


def test_the_mutex_is_held_from_the_beginning_to_the_end_of_the_block():
    """Nothing is acquired before the block, it is held in it, and it is given back after it."""
    mutex = Mutex()
    guard = LockGuard(mutex)
    assert mutex.calls == [], f"before the block there was already {mutex.calls}"
    with guard:
        assert mutex.calls == ["acquire"], f"at the beginning of the block: {mutex.calls}"
    assert mutex.calls == ONE_BLOCK, f"after the block: {mutex.calls}"


def test_guards_have_nothing_to_do_with_each_other():
    """A mutex may have many guards, one after the other or nested, and a block many mutexes."""
    mutex, other = Mutex(), Mutex()
    with LockGuard(mutex):
        pass
    with LockGuard(mutex), LockGuard(other), LockGuard(mutex):
        assert other.calls == ["acquire"], f"the other mutex in the block: {other.calls}"
    expected = [*ONE_BLOCK, "acquire", "acquire", "release", "release"]
    assert mutex.calls == expected, f"one block, and two nested ones, made {mutex.calls}"
    assert other.calls == ONE_BLOCK, f"the other mutex after its block: {other.calls}"


def test_what_the_block_raises_comes_out():
    """The very exception that is raised in the block comes out of it, whatever its class."""
    for kind in ERRORS:
        error = kind("the diary is not here")
        came_out = raised_by(LockGuard(Mutex()), error)
        assert came_out is error, f"the block raised {error!r}, and out came {came_out!r}"


@pytest.mark.symptom("leak")
def test_a_block_that_raises_gives_the_mutex_back():
    """The mutex is released once when the block raises, whatever it raises."""
    for kind in ERRORS:
        mutex = Mutex()
        raised_by(LockGuard(mutex), kind("the diary is not here"))
        calls = mutex.calls
        assert calls == ONE_BLOCK, f"after a block that raised {kind.__name__}: {calls}"


@pytest.mark.symptom("leak")
def test_a_block_that_is_left_early_gives_the_mutex_back():
    """A block that is left by `continue`, by `break` or by `return` gives the mutex back."""
    mutex = Mutex()

    def leave_early():
        for turn in range(3):
            with LockGuard(mutex):
                if turn == 0:
                    continue
                if turn == 1:
                    break
        with LockGuard(mutex):
            return

    leave_early()
    assert mutex.calls == 3 * ONE_BLOCK, f"after a continue, a break and a return: {mutex.calls}"


@pytest.mark.symptom("error_contract")
def test_a_guard_that_has_been_left_is_not_entered_again():
    """The second entry and the third are RuntimeErrors, and do not touch the mutex."""
    mutex = Mutex()
    guard = LockGuard(mutex)
    first, second, third = enter(guard), enter(guard), enter(guard)
    assert first == "inside", f"the first entry was {first}"
    assert second == "refused", f"the second entry raised no RuntimeError, it was {second}"
    assert third == "refused", f"the third entry raised no RuntimeError, it was {third}"
    assert mutex.calls == ONE_BLOCK, f"one block and two refused entries made {mutex.calls}"


@pytest.mark.symptom("error_contract")
def test_a_guard_is_not_entered_inside_its_own_block():
    """An entry inside the block is a RuntimeError, and the block goes on holding the mutex."""
    mutex = Mutex()
    guard = LockGuard(mutex)
    with guard:
        inner = raised_by(guard)
        assert isinstance(inner, RuntimeError), f"the entry inside the block raised {inner!r}"
        assert mutex.calls == ["acquire"], f"a refused entry inside the block made {mutex.calls}"
    assert mutex.calls == ONE_BLOCK, f"after the block that held the mutex: {mutex.calls}"
    after = raised_by(guard)
    assert isinstance(after, RuntimeError), f"the entry after the block raised {after!r}"
    assert mutex.calls == ONE_BLOCK, f"one block and two refused entries made {mutex.calls}"


@pytest.mark.symptom("error_contract")
def test_a_guard_whose_block_raised_is_not_entered_again():
    """A block that raised was an entry like any other: the next one is a RuntimeError."""
    mutex = Mutex()
    guard = LockGuard(mutex)
    raised_by(guard, LookupError("the diary is not here"))
    second = raised_by(guard)
    assert isinstance(second, RuntimeError), f"after a block that raised, entering gave {second!r}"
    assert mutex.calls == ONE_BLOCK, f"one block and a refused entry made {mutex.calls}"


@pytest.mark.symptom("error_contract")
def test_an_entry_whose_acquire_raises_does_not_count():
    """What acquire() raises comes out, nothing is released, and the guard may still be entered."""
    errors = [kind("not now") for kind in FAILURES]
    mutex = Mutex(*errors)
    guard = LockGuard(mutex)
    for error in errors:
        came_out = raised_by(guard)
        assert came_out is error, f"acquire raised {error!r}, and out came {came_out!r}"
        assert mutex.calls == [], f"an acquire that raised was followed by {mutex.calls}"
    came_out = raised_by(guard)
    assert came_out is None, f"after entries that did not count, entering raised {came_out!r}"
    assert mutex.calls == ONE_BLOCK, f"the entry that counts made {mutex.calls}"
    second = raised_by(guard)
    assert isinstance(second, RuntimeError), f"the second entry that counts gave {second!r}"
    assert mutex.calls == ONE_BLOCK, f"one block and a refused entry made {mutex.calls}"


def test_any_object_with_acquire_and_release_will_do():
    """Only acquire() and release() are called, and nothing depends on what the mutex is like."""
    mutex = OddMutex()
    with LockGuard(mutex):
        assert mutex.calls == ["acquire"], f"in a block over a peculiar mutex: {mutex.calls}"
    assert mutex.calls == ONE_BLOCK, f"one block over a peculiar mutex made {mutex.calls}"
    guard, error = LockGuard(mutex), LookupError("the diary is not here")
    came_out = raised_by(guard, error)
    assert came_out is error, f"the block raised {error!r}, and out came {came_out!r}"
    second = raised_by(guard)
    assert isinstance(second, RuntimeError), f"the second entry gave {second!r}"
    assert mutex.calls == 2 * ONE_BLOCK, f"two blocks and a refused entry made {mutex.calls}"


def test_two_blocks_over_one_mutex_are_never_inside_together():
    """Two threads, each with a guard of its own over the same lock, take turns."""
    mutex, room = threading.Lock(), Room()

    def visit():
        with LockGuard(mutex):
            room.visit()

    join(start(visit, visit))
    assert room.crowd == 1, f"{room.crowd} blocks held one mutex at the same time"
    assert not mutex.locked(), "both blocks are over, and the mutex is still held"


def test_blocks_over_two_mutexes_meet_inside():
    """Two threads that wait for each other inside the blocks of different mutexes both get in."""
    both_inside = threading.Barrier(2)

    def meet():
        with LockGuard(threading.Lock()):
            both_inside.wait()

    join(start(meet, meet))


def test_waiting_for_one_mutex_does_not_hold_up_another():
    """A guard waits for a mutex whose holder needs a second mutex first, and gets it."""
    mutex, other = threading.Lock(), threading.Lock()

    def hold_two():
        with LockGuard(mutex), LockGuard(other):
            pass

    def hold_one():
        with LockGuard(mutex):
            pass

    join(start(hold_two, hold_one))


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_guard_waits_until_the_mutex_is_free():
    """Entering waits for a mutex that is held, without spinning or polling."""
    mutex = threading.Lock()
    answers = []
    mutex.acquire()
    waiters = start(lambda: answers.append(enter(LockGuard(mutex))))
    time.sleep(60)
    assert answers == [], f"the mutex was held by another thread, and the entry was {answers[0]}"
    mutex.release()
    join(waiters)
    assert answers == ["inside"], f"the mutex was free at last, and the entry was {answers[0]}"


def test_of_two_threads_that_enter_one_guard_one_gets_the_error():
    """One of two threads gets in, the other a RuntimeError, and the mutex is acquired once."""
    mutex = Mutex()
    guard = LockGuard(mutex)
    answers = []

    def use():
        answers.append(enter(guard))

    join(start(use, use))
    assert sorted(answers) == ["inside", "refused"], f"two threads, one guard: {answers}"
    assert mutex.calls == ONE_BLOCK, f"one entry and a refused one made {mutex.calls}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_of_two_threads_one_gets_the_error_also_while_the_mutex_is_held():
    """Two threads enter one guard whose mutex is held for a minute: one gets in after it."""
    mutex = threading.Lock()
    guard = LockGuard(mutex)
    answers = []

    def use():
        answers.append(enter(guard))

    mutex.acquire()
    threads = start(use, use)
    time.sleep(60)
    assert "inside" not in answers, f"the mutex was held by another thread: {answers}"
    mutex.release()
    join(threads)
    assert sorted(answers) == ["inside", "refused"], f"two threads, one guard: {answers}"
    assert not mutex.locked(), "both threads are through, and the mutex is still held"


def test_of_three_threads_that_enter_one_guard_two_get_the_error():
    """One of three threads gets in, and the two others get their RuntimeError."""
    mutex = Mutex()
    guard = LockGuard(mutex)
    answers = []

    def use():
        answers.append(enter(guard))

    join(start(use, use, use))
    assert sorted(answers) == ["inside", "refused", "refused"], f"three threads: {answers}"
    assert mutex.calls == ONE_BLOCK, f"one entry and two refused ones made {mutex.calls}"


@pytest.mark.parametrize("number", [2, 3])
def test_an_entry_that_fails_leaves_the_guard_to_one_other(number):
    """The first acquire() of several threads raises: one entry counts, then or afterwards."""
    mutex = Mutex(OSError("not yet"))
    guard = LockGuard(mutex)
    answers = []

    def use():
        answers.append(enter(guard))

    join(start(*[use] * number))
    assert answers.count("failed") == 1, f"acquire() raised once, and the entries were {answers}"
    use()
    inside = answers.count("inside")
    assert inside == 1, f"{inside} entries got in, of which one counts: {answers}"
    assert mutex.calls == ONE_BLOCK, f"{answers} made {mutex.calls}"


def test_another_thread_gets_the_error_while_the_block_goes_on():
    """A block that waits for the answer of a second thread in its guard sees it refused."""
    mutex = Mutex()
    guard = LockGuard(mutex)
    answers = []
    with guard:
        join(start(lambda: answers.append(enter(guard))))
        calls = list(mutex.calls)
    assert answers == ["refused"], f"a second thread, inside the block of the first: {answers}"
    assert calls == ["acquire"], f"a block that goes on, and an entry refused to it: {calls}"
