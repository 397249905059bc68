"""What the judge runs: every sentence of the contract as a scenario."""

import threading
import time

import pytest
from unique_lock import UniqueLock

EXACT = 1e-6
FAILURES = (LookupError, RuntimeError, KeyboardInterrupt, GeneratorExit)
ERRORS = (*FAILURES, StopIteration)
TRIES = {
    "try_lock()": lambda lock: lock.try_lock(),
    "try_lock_for(0)": lambda lock: lock.try_lock_for(0),
    "try_lock_for(seconds=0)": lambda lock: lock.try_lock_for(seconds=0),
}
TIMED = {
    "try_lock_for(0.5)": lambda lock: lock.try_lock_for(0.5),
    "try_lock_for(seconds=100)": lambda lock: lock.try_lock_for(seconds=100),
    "try_lock_for(None)": lambda lock: lock.try_lock_for(None),
}
LOCKING = {"lock()": lambda lock: lock.lock(), **TRIES, **TIMED}
ONCE = ["taken", "given back"]


class Mutex:
    """Has acquire(blocking=True, timeout=-1) and release(), and no more that is worth knowing.

    It counts as false, equals everything and cannot be hashed. ``touches`` counts its calls,
    ``history`` tells when it changed hands. Given errors, acquire() raises those first.
    """

    __hash__ = None

    def __init__(self, *errors, inner=threading.Lock):
        self.inner = inner()
        self.errors = iter(errors)
        self.touches = 0
        self.history = []

    def __bool__(self):
        return False

    def __eq__(self, other):
        return True

    def acquire(self, blocking=True, timeout=-1):
        self.touches += 1
        error = next(self.errors, None)
        if error is not None:
            raise error
        taken = self.inner.acquire(blocking, timeout)
        if taken:
            self.history.append("taken")
        return taken

    def release(self):
        self.touches += 1
        self.history.append("given back")
        self.inner.release()
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


def raised_by(call, *args):
    """Return the exception that the call raises, None when it raises none."""
    try:
        call(*args)
    except BaseException as error:
        return error
    return None


def test_it_locks_when_made_and_unlocks_when_told():
    """Without defer the mutex is owned from the beginning, and given back by unlock()."""
    for make in (UniqueLock, lambda m: UniqueLock(m, False), lambda m: UniqueLock(m, defer=False)):
        mutex = Mutex()
        lock = make(mutex)
        assert lock.owns_lock is True, f"after locking, owns_lock is {lock.owns_lock!r}"
        assert mutex.history == ["taken"], f"after locking: {mutex.history}"
        lock.unlock()
        assert lock.owns_lock is False, f"after unlocking, owns_lock is {lock.owns_lock!r}"
        assert mutex.history == ONCE, f"after unlocking: {mutex.history}"


def test_with_defer_it_locks_only_when_told():
    """With defer nothing is taken before lock(); lock() and unlock() may follow again and again."""
    for make in (lambda m: UniqueLock(m, True), lambda m: UniqueLock(m, defer=True)):
        mutex = Mutex()
        lock = make(mutex)
        assert lock.owns_lock is False, f"with defer, owns_lock is {lock.owns_lock!r}"
        assert mutex.history == [], f"with defer, making a lock made {mutex.history}"
        for times in (1, 2, 3):
            lock.lock()
            assert lock.owns_lock is True, f"after lock(), owns_lock is {lock.owns_lock!r}"
            lock.unlock()
            assert lock.owns_lock is False, f"after unlock(), owns_lock is {lock.owns_lock!r}"
            assert mutex.history == ONCE * times, f"locked {times} times: {mutex.history}"


@pytest.mark.fair_clock
def test_a_free_mutex_is_taken_by_every_try():
    """try_lock() and try_lock_for() with any time own a free mutex and return True."""
    for name, try_it in {**TRIES, **TIMED}.items():
        mutex = Mutex()
        lock = UniqueLock(mutex, defer=True)
        answer = try_it(lock)
        assert answer is True, f"the mutex was free, and {name} returned {answer!r}"
        assert lock.owns_lock is True, f"after {name}, owns_lock is {lock.owns_lock!r}"
        lock.unlock()
        assert mutex.history == ONCE, f"{name} and unlock() made {mutex.history}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_held_mutex_is_tried_without_waiting():
    """try_lock() and try_lock_for(0) answer False at once, own nothing, and give nothing back."""
    mutex = Mutex()
    lock = UniqueLock(mutex, defer=True)
    answers = []

    def try_all():
        for try_it in TRIES.values():
            answers.append(try_it(lock))
            assert lock.owns_lock is False, f"a try returned {answers[-1]!r}, and the lock owns"
        answers.append(time.monotonic() - began)

    mutex.acquire()
    began = time.monotonic()
    threads = start(try_all)
    time.sleep(60)
    assert answers[:3] == [False] * 3, f"tries of a held mutex were answered {answers[:3]}"
    assert answers[3] < EXACT, f"three tries without waiting took {answers[3]} s"
    join(threads)
    assert mutex.history == ["taken"], f"three tries that failed made {mutex.history}"
    mutex.release()
    lock.lock()
    assert mutex.history == [*ONCE, "taken"], f"lock() after tries that failed: {mutex.history}"


def test_a_block_gives_back_what_is_owned_at_its_end():
    """A block is handed the lock itself, and leaves a mutex alone that is not owned by then."""
    mutex = Mutex()
    lock = UniqueLock(mutex)
    with lock as handed:
        assert handed is lock, f"the block was handed {handed!r}"
        assert lock.owns_lock is True, f"in the block, owns_lock is {lock.owns_lock!r}"
        assert mutex.history == ["taken"], f"in the block: {mutex.history}"
    assert lock.owns_lock is False, f"after the block, owns_lock is {lock.owns_lock!r}"
    assert mutex.history == ONCE, f"after the block: {mutex.history}"
    with lock:
        assert lock.owns_lock is False, "a block was begun with an unlocked lock, which now owns"
    assert mutex.history == ONCE, f"after a block without a lock: {mutex.history}"
    with lock:
        lock.lock()
        lock.unlock()
        assert mutex.history == ONCE * 2, f"locked and unlocked in a block: {mutex.history}"
    assert mutex.history == ONCE * 2, f"after a block that ended unlocked: {mutex.history}"
    with lock, lock:
        lock.lock()
    assert mutex.history == ONCE * 3, f"after a block that ended locked: {mutex.history}"


def test_a_block_leaves_the_mutex_of_others_alone():
    """A block whose try failed does not give back what somebody else holds."""
    mutex = Mutex()
    mutex.acquire()
    with UniqueLock(mutex, defer=True) as lock:
        answer = lock.try_lock()
    assert answer is False, f"the mutex was held, and try_lock() returned {answer!r}"
    assert mutex.history == ["taken"], f"after a block that owned nothing: {mutex.history}"


def test_detaching_leaves_the_mutex_locked():
    """detach() returns the mutex and leaves it alone, and the lock may be used again after it."""
    mutex = Mutex()
    with UniqueLock(mutex) as lock:
        detached = lock.detach()
        assert detached is mutex, f"detach() returned {detached!r}"
        assert lock.owns_lock is False, f"after detach(), owns_lock is {lock.owns_lock!r}"
    assert mutex.history == ["taken"], f"after a block that was detached: {mutex.history}"
    mutex.release()
    lock.lock()
    assert lock.owns_lock is True, f"locked after detach(), owns_lock is {lock.owns_lock!r}"
    lock.unlock()
    detached = lock.detach()
    assert detached is mutex, f"detach() of an unlocked lock returned {detached!r}"
    assert mutex.history == ONCE * 2, f"locked again after detach(): {mutex.history}"
    answer = lock.try_lock()
    assert answer is True, f"after detach() the free mutex was tried, which gave {answer!r}"


def test_what_a_block_raises_comes_out():
    """The very exception that is raised in the block comes out of it, owning or not."""

    def use(defer, error):
        with UniqueLock(Mutex(), defer):
            raise error

    for kind in ERRORS:
        for defer in (False, True):
            error = kind("the pen broke")
            came_out = raised_by(use, defer, error)
            assert came_out is error, f"the block raised {error!r}, and out came {came_out!r}"


@pytest.mark.symptom("leak")
def test_a_block_that_raises_gives_the_mutex_back():
    """The mutex is given back once when the block raises, whatever it raises."""

    def use(mutex, error):
        with UniqueLock(mutex):
            raise error

    for kind in ERRORS:
        mutex = Mutex()
        raised_by(use, mutex, kind("the pen broke"))
        history = mutex.history
        assert history == ONCE, f"after a block that raised {kind.__name__}: {history}"


@pytest.mark.symptom("error_contract")
def test_what_is_owned_is_not_locked_again():
    """Locking while owning is a RuntimeError that does not touch the mutex, whatever it is."""
    for inner in (threading.Lock, threading.RLock):
        mutex = Mutex(inner=inner)
        lock = UniqueLock(mutex)
        touches = mutex.touches
        for name, lock_it in LOCKING.items():
            error = raised_by(lock_it, lock)
            assert isinstance(error, RuntimeError), f"{name} while owning gave {error!r}"
            assert lock.owns_lock is True, f"after a refused {name} the lock owns nothing"
            assert mutex.touches == touches, f"a refused {name} called the mutex"
        error = raised_by(lock.try_lock_for, -1)
        allowed = (RuntimeError, ValueError)
        assert isinstance(error, allowed), f"try_lock_for(-1) while owning gave {error!r}"
        assert lock.owns_lock is True, "after a refused try_lock_for(-1) the lock owns nothing"
        lock.unlock()
        assert mutex.history == ONCE, f"unlock() after calls that were refused: {mutex.history}"


@pytest.mark.symptom("error_contract")
def test_what_is_not_owned_is_not_unlocked():
    """unlock() while not owning is a RuntimeError that does not touch the mutex."""
    mutex = Mutex()
    lock = UniqueLock(mutex, defer=True)

    def is_refused(when):
        touches = mutex.touches
        error = raised_by(lock.unlock)
        assert isinstance(error, RuntimeError), f"unlock() {when} gave {error!r}"
        assert mutex.touches == touches, f"a refused unlock() {when} called the mutex"
        assert lock.owns_lock is False, f"a refused unlock() {when}, and the lock owns the mutex"

    is_refused("before it was ever locked")
    lock.lock()
    lock.unlock()
    is_refused("after unlock()")
    lock.lock()
    lock.detach()
    is_refused("after detach(), while the mutex is still locked")
    lock.try_lock()
    is_refused("after a try that failed")
    mutex.release()
    with lock:
        lock.lock()
    is_refused("after the end of its block")
    lock.lock()
    assert mutex.history == [*ONCE * 3, "taken"], f"in the end: {mutex.history}"


@pytest.mark.symptom("error_contract")
@pytest.mark.parametrize("held", [False, True])
def test_a_negative_time_is_refused(held):
    """try_lock_for() with less than 0 seconds is a ValueError, be the mutex free or held."""
    mutex = Mutex()
    lock = UniqueLock(mutex, defer=True)
    if held:
        mutex.acquire()
    before = list(mutex.history)
    for seconds in (-0.5, -1, -1.0, -7):
        for error in (
            raised_by(lambda time_out=seconds: lock.try_lock_for(time_out)),
            raised_by(lambda time_out=seconds: lock.try_lock_for(seconds=time_out)),
        ):
            assert isinstance(error, ValueError), f"try_lock_for({seconds}) gave {error!r}"
            assert lock.owns_lock is False, f"try_lock_for({seconds}) was refused, and owns"
            assert mutex.history == before, f"try_lock_for({seconds}) made {mutex.history}"
    if held:
        mutex.release()
    lock.lock()
    assert lock.owns_lock is True, "after a time that was refused, lock() owns nothing"


@pytest.mark.symptom("error_contract")
def test_an_acquire_that_raises_leaves_nothing_owned():
    """What acquire() raises comes out, the mutex is not owned, and may be locked after that."""
    for name, lock_it in LOCKING.items():
        for kind in FAILURES:
            failure = kind("no")
            mutex = Mutex(failure)
            with UniqueLock(mutex, defer=True) as lock:
                error = raised_by(lock_it, lock)
                assert error is failure, f"acquire raised {failure!r}, out of {name} came {error!r}"
                assert lock.owns_lock is False, f"acquire raised in {name}, and the lock owns"
            assert mutex.history == [], f"acquire raised in {name}, and then: {mutex.history}"
            error = raised_by(lock.unlock)
            assert isinstance(error, RuntimeError), f"unlock() after a failed {name}: {error!r}"
            lock.lock()
            assert lock.owns_lock is True, f"lock() after a failed {name} owns nothing"


@pytest.mark.symptom("error_contract")
def test_an_acquire_that_raises_while_a_lock_is_made_comes_out():
    """When the first acquire() raises, that exception comes out, and nothing is given back."""
    for kind in FAILURES:
        failure = kind("no")
        mutex = Mutex(failure)
        error = raised_by(UniqueLock, mutex)
        assert error is failure, f"acquire raised {failure!r}, and out came {error!r}"
        assert mutex.history == [], f"acquire raised, and then: {mutex.history}"


def test_locks_have_nothing_to_do_with_each_other():
    """Two locks over one re-entrant mutex, and one over another mutex, each own for themselves."""
    mutex, other = Mutex(inner=threading.RLock), Mutex()
    first, second, third = UniqueLock(mutex), UniqueLock(mutex), UniqueLock(other, defer=True)
    owned = [lock.owns_lock for lock in (first, second, third)]
    assert owned == [True, True, False], f"two locked locks and a deferred one own: {owned}"
    first.unlock()
    third.lock()
    owned = [lock.owns_lock for lock in (first, second, third)]
    assert owned == [False, True, True], f"the first unlocked, the third locked, they own: {owned}"
    second.unlock()
    third.unlock()
    expected = ["taken", "taken", "given back", "given back"]
    assert mutex.history == expected, f"two locks over one re-entrant mutex made {mutex.history}"
    assert other.history == ONCE, f"the lock of the other mutex made {other.history}"


def test_locks_over_two_mutexes_meet_inside():
    """Two threads that wait for each other inside the blocks of different mutexes both get in."""
    both_inside = threading.Barrier(2)

    def meet():
        with UniqueLock(threading.Lock()):
            both_inside.wait()

    join(start(meet, meet))


def test_a_lock_may_be_handed_to_another_thread():
    """A lock belongs to one thread at a time: another one may go on where the first left off."""
    mutex = Mutex()
    lock = UniqueLock(mutex)

    def go_on():
        assert lock.owns_lock is True, "one thread has locked it, and in another it owns nothing"
        lock.unlock()
        assert lock.owns_lock is False, "the other thread has unlocked it, and it still owns"
        lock.lock()

    join(start(go_on))
    assert lock.owns_lock is True, "the other thread has locked it, and it owns nothing"
    lock.unlock()
    assert mutex.history == ONCE * 2, f"locked and unlocked in two threads: {mutex.history}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("way", ["made", "lock", "None", "1e9", "100"])
def test_a_held_mutex_is_waited_for(way):
    """Waiting for the mutex is sleeping until it is free, without spinning or polling."""
    mutex, held_for = threading.Lock(), 60 if way == "100" else 1_000_000
    answers = []

    def wait():
        lock = UniqueLock(mutex, defer=way != "made")
        if way == "lock":
            lock.lock()
        elif way != "made":
            lock.try_lock_for(None if way == "None" else float(way))
        answers.append(lock.owns_lock)
        answers.append(time.monotonic() - began)

    mutex.acquire()
    began = time.monotonic()
    waiters = start(wait)
    time.sleep(held_for)
    assert answers == [], f"the mutex is held, and the waiter is back; owns_lock: {answers[0]}"
    mutex.release()
    join(waiters)
    owns, waited = answers
    assert owns is True, f"the mutex was free after {held_for} s, and owns_lock is {owns!r}"
    late = waited - held_for
    assert abs(late) < EXACT, f"the mutex was free after {held_for} s, the wait took {waited} s"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_time_out_comes_on_time_and_leaves_nothing_behind():
    """try_lock_for() gives up when its time is over, owns nothing, and takes nothing later."""
    mutex = threading.Lock()
    lock = UniqueLock(mutex, defer=True)
    for seconds in (2.5, 1):
        asked = f"try_lock_for({seconds})"
        mutex.acquire()
        began = time.monotonic()
        answer = lock.try_lock_for(seconds)
        waited = time.monotonic() - began
        assert answer is False, f"the mutex was held, and {asked} returned {answer!r}"
        assert abs(waited - seconds) < EXACT, f"{asked} took {waited} s"
        assert lock.owns_lock is False, f"{asked} returned False, and the lock owns"
        mutex.release()
        time.sleep(60)
        assert not mutex.locked(), "a minute after a time-out the free mutex has been taken"
        answer = lock.try_lock_for(seconds)
        assert answer is True, f"the mutex was free, and {asked} returned {answer!r}"
        lock.unlock()


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_mutex_that_comes_at_the_last_moment_is_owned_or_free():
    """When a time-out and a release meet, the answer, owns_lock and the mutex agree."""
    mutex = threading.Lock()
    lock = UniqueLock(mutex, defer=True)
    answers = []
    mutex.acquire()
    waiters = start(lambda: answers.append(lock.try_lock_for(8)))
    time.sleep(8)
    mutex.release()
    join(waiters)
    answer, owns, held = answers[0], lock.owns_lock, mutex.locked()
    assert owns is answer, f"try_lock_for() returned {answer!r}, and owns_lock is {owns!r}"
    assert held is answer, f"try_lock_for() returned {answer!r}; is the mutex held? {held}"


def test_two_blocks_over_one_mutex_are_never_inside_together():
    """Two threads, each with a lock of its own over the same mutex, take turns."""
    mutex, room = threading.Lock(), Room()

    def visit():
        with UniqueLock(mutex) as lock:
            room.visit()
            assert lock.owns_lock is True, "inside the block the lock does not own the mutex"

    join(start(visit, visit))
    assert room.crowd == 1, f"{room.crowd} blocks held one mutex at the same time"
    assert not mutex.locked(), "both blocks are over, and the mutex is still held"


@pytest.mark.parametrize("name", ["lock()", "try_lock_for(None)"])
def test_two_that_wait_for_ever_take_turns(name):
    """lock() and try_lock_for(None) never come back without the mutex, however long it takes."""
    mutex, room = threading.Lock(), Room()

    def visit():
        lock = UniqueLock(mutex, defer=True)
        answer = LOCKING[name](lock)
        if name != "lock()":
            assert answer is True, f"{name} waits for ever, and returned {answer!r}"
        room.visit()
        assert lock.owns_lock is True, f"{name} has returned, and the mutex is not owned"
        lock.unlock()

    join(start(visit, visit))
    assert room.crowd == 1, f"{room.crowd} threads held one mutex at the same time"
    assert not mutex.locked(), "both have unlocked, and the mutex is still held"


@pytest.mark.parametrize("name", ["try_lock()", "try_lock_for(0)"])
def test_of_two_tries_at_once_one_gets_the_mutex(name):
    """Of two threads that try, one owns the mutex then, and the other one knows it does not."""
    mutex = threading.Lock()
    locks = [UniqueLock(mutex, defer=True) for _ in range(2)]
    answers = []

    def attempt(lock):
        answer = TRIES[name](lock)
        assert lock.owns_lock is answer, f"{name} said {answer!r}, owns_lock {lock.owns_lock!r}"
        answers.append(answer)

    join(start(lambda: attempt(locks[0]), lambda: attempt(locks[1])))
    assert sorted(answers) == [False, True], f"two tries for one free mutex: {answers}"
    for lock in locks:
        if lock.owns_lock:
            lock.unlock()
    assert not mutex.locked(), "who owned it has unlocked it, and the mutex is still held"


def test_waiting_for_one_mutex_does_not_hold_up_another():
    """A lock waits for a mutex whose holder needs a second mutex first, and gets it."""
    mutex, other = threading.Lock(), threading.Lock()

    def hold_two():
        with UniqueLock(mutex), UniqueLock(other):
            pass

    def hold_one():
        with UniqueLock(mutex):
            pass

    join(start(hold_two, hold_one))


def test_of_two_that_wait_a_little_nobody_owns_what_the_other_has():
    """Two threads wait a little for one mutex: each owns it exactly when it was told so."""
    mutex, room = threading.Lock(), Room()

    def visit():
        with UniqueLock(mutex, defer=True) as lock:
            answer = lock.try_lock_for(0.001)
            assert lock.owns_lock is answer, f"told {answer!r}, owns_lock is {lock.owns_lock!r}"
            if answer:
                room.visit()

    join(start(visit, visit))
    assert room.crowd <= 1, f"{room.crowd} threads held one mutex at the same time"
    assert not mutex.locked(), "both blocks are over, and the mutex is still held"
