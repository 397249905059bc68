"""What the judge runs: every sentence of the contract as a scenario."""

import threading
import time

import pytest
from scoped_lock import ScopedLock


class PowerCut(BaseException):
    """Something that no ``except Exception`` catches."""


class Mutex:
    """Has ``acquire()`` and ``release()`` and nothing else: any two look the same and are equal."""

    def __init__(self, problem=None):
        self.lock = threading.Lock()
        self.problem = problem

    def acquire(self):
        if self.problem is not None:
            raise self.problem
        self.lock.acquire()

    def release(self):
        self.lock.release()

    def __eq__(self, other):
        return isinstance(other, Mutex)

    __hash__ = None

    def __repr__(self):
        return "a mutex"


class Counter:
    """Counts in two steps, so that two who count at the same time lose something."""

    def __init__(self):
        self.value = 0

    def count(self):
        value = self.value
        self.value = value + 1


def at_once(*calls):
    """Make every call in a thread of its own, all at once, and wait for all of them."""
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def holding(mutexes, action):
    """Return a call that makes another one while it holds these mutexes."""

    def call():
        with ScopedLock(*mutexes):
            action()

    return call


def in_order(make, number):
    """Make some mutexes, and put them in the order of their identities."""
    return sorted((make() for _ in range(number)), key=id)


def picked(mutexes, places):
    """Return the mutexes at these places: 0 for the first one, and so on."""
    return [mutexes[int(place)] for place in places]


def problem_of(kind):
    return OSError("the server is down") if kind == "OSError" else PowerCut()


@pytest.mark.parametrize("number", [0, 1, 3])
def test_all_are_held_for_the_block(number):
    """Inside the block every mutex is held, after it none, a second time too."""
    mutexes = in_order(Mutex, number)
    for _ in range(2):
        with ScopedLock(*mutexes):
            held = [mutex.lock.locked() for mutex in mutexes]
        assert held == [True] * number, f"inside the block, which were held: {held}"
        held = [mutex.lock.locked() for mutex in mutexes]
        assert held == [False] * number, f"after the block, which were held: {held}"


@pytest.mark.parametrize("places", ["00", "010", "011", "110", "0120"])
def test_a_mutex_may_be_named_twice(places):
    """A mutex that is named more than once is held in the block and free after it."""
    locks = in_order(threading.Lock, 3)
    used = set(places)
    with ScopedLock(*picked(locks, places)):
        held = [lock.locked() for lock in locks]
    assert held.count(True) == len(used), f"named {places}, held in the block: {held}"
    held = [lock.locked() for lock in locks]
    assert not any(held), f"named {places}, held after the block: {held}"


@pytest.mark.symptom("leak")
def test_nothing_is_taken_before_the_block():
    """A ScopedLock that is made and not yet entered holds nothing."""
    mutexes = [Mutex(), Mutex()]
    scoped = ScopedLock(*mutexes)
    held = [mutex.lock.locked() for mutex in mutexes]
    assert held == [False, False], f"made and not entered, which were held: {held}"
    with scoped:
        held = [mutex.lock.locked() for mutex in mutexes]
    assert held == [True, True], f"inside the block, which were held: {held}"


@pytest.mark.parametrize("kind", ["OSError", "PowerCut"])
def test_a_block_lets_its_exception_through(kind):
    """What is raised in the block comes out of it."""
    problem, came_out = problem_of(kind), None
    try:
        with ScopedLock(Mutex(), Mutex()):
            raise problem
    except (OSError, PowerCut) as error:
        came_out = error
    assert came_out is problem, f"the block raised {problem!r}, and {came_out!r} came out"


@pytest.mark.symptom("leak")
@pytest.mark.parametrize("kind", ["OSError", "PowerCut"])
def test_a_block_that_raises_gives_all_back(kind):
    """After a block that was left by an exception no mutex is held."""
    mutexes = [Mutex(), Mutex(), Mutex()]
    try:
        with ScopedLock(*mutexes):
            raise problem_of(kind)
    except (OSError, PowerCut):
        pass
    held = [mutex.lock.locked() for mutex in mutexes]
    assert held == [False] * 3, f"after a block that raised, which were held: {held}"


@pytest.mark.parametrize("broken", [0, 1, 2])
@pytest.mark.parametrize("kind", ["OSError", "PowerCut"])
def test_what_an_acquire_raises_goes_through(kind, broken):
    """When a mutex cannot be taken, its exception comes out, and the block does not run."""
    mutexes = in_order(Mutex, 3)
    problem, came_out, ran = problem_of(kind), None, False
    mutexes[broken].problem = problem
    try:
        with ScopedLock(*mutexes):
            ran = True
    except (OSError, PowerCut) as error:
        came_out = error
    assert not ran, f"acquire raised {problem!r}, and the block ran all the same"
    assert came_out is problem, f"acquire raised {problem!r}, and {came_out!r} came out"


@pytest.mark.symptom("leak")
@pytest.mark.parametrize("broken", [0, 1, 2, 3])
@pytest.mark.parametrize("kind", ["OSError", "PowerCut"])
def test_what_was_taken_is_given_back_when_an_acquire_raises(kind, broken):
    """When one of four mutexes cannot be taken none stays held, and all are usable afterwards."""
    mutexes = in_order(Mutex, 4)
    mutexes[broken].problem = problem_of(kind)
    try:
        with ScopedLock(*mutexes, *mutexes):
            pass
    except (OSError, PowerCut):
        pass
    held = [mutex.lock.locked() for mutex in mutexes]
    assert held == [False] * 4, f"number {broken} raised; of 0 to 3, which stayed held: {held}"
    mutexes[broken].problem = None
    with ScopedLock(*mutexes):
        held = [mutex.lock.locked() for mutex in mutexes]
    assert held == [True] * 4, f"after an acquire that raised, which can be held again: {held}"


@pytest.mark.parametrize("shared", ["0", "1", "2"])
def test_every_single_mutex_keeps_others_out(shared):
    """Somebody who takes one of three mutexes by hand is never in while all three are held."""
    locks, counter = in_order(threading.Lock, 3), Counter()
    lock = locks[int(shared)]

    def by_hand():
        lock.acquire()
        counter.count()
        lock.release()

    at_once(holding(locks, counter.count), by_hand)
    assert counter.value == 2, f"two who count once each, one after the other: {counter.value}"


@pytest.mark.parametrize(
    ("one", "other"),
    [("01", "10"), ("012", "210"), ("012", "021"), ("012", "102"), ("120", "201"), ("010", "101")],
)
def test_any_two_orders_go_together(one, other):
    """Two threads name the same mutexes in two orders: no deadlock, and one at a time is inside."""
    locks, counter = in_order(threading.Lock, 3), Counter()
    at_once(
        holding(picked(locks, one), counter.count), holding(picked(locks, other), counter.count)
    )
    assert counter.value == 2, f"two who count once each, one after the other: {counter.value}"


def test_mutexes_that_look_the_same_are_told_apart():
    """Two orders of two mutexes that are equal, have no hash and look alike: no deadlock."""
    mutexes, counter = [Mutex(), Mutex()], Counter()
    at_once(holding(mutexes, counter.count), holding(mutexes[::-1], counter.count))
    assert counter.value == 2, f"two who count once each, one after the other: {counter.value}"


def test_three_in_a_ring_all_get_in():
    """Three threads name two of three mutexes each, in a ring: no deadlock."""
    locks, done = in_order(threading.Lock, 3), []
    at_once(
        holding(picked(locks, "01"), lambda: done.append(1)),
        holding(picked(locks, "12"), lambda: done.append(2)),
        holding(picked(locks, "20"), lambda: done.append(3)),
    )
    assert sorted(done) == [1, 2, 3], f"three threads in a ring, those that got in: {done}"


def test_three_that_need_the_same_mutexes_all_get_in():
    """Two name the same mutexes in one order and a third one in the other: all of them get in."""
    locks, counter = in_order(threading.Lock, 2), Counter()
    at_once(
        holding(locks, counter.count),
        holding(locks, counter.count),
        holding(locks[::-1], counter.count),
    )
    assert counter.value == 3, f"three who count once each, one after the other: {counter.value}"


@pytest.mark.parametrize(("one", "other"), [("034", "143"), ("013", "104"), ("0123", "4213")])
def test_two_that_share_only_some_mutexes_both_get_in(one, other):
    """Two threads share two mutexes and have others besides: no deadlock."""
    locks, counter = in_order(threading.Lock, 5), Counter()
    at_once(
        holding(picked(locks, one), counter.count), holding(picked(locks, other), counter.count)
    )
    assert counter.value == 2, f"two who count once each, one after the other: {counter.value}"


@pytest.mark.parametrize(("one", "other"), [("0", "1"), ("01", "23"), ("03", "12")])
def test_blocks_over_different_mutexes_meet(one, other):
    """Two threads with no mutex in common are inside at the same time."""
    locks, both_inside = in_order(threading.Lock, 4), threading.Barrier(2)
    at_once(
        holding(picked(locks, one), both_inside.wait),
        holding(picked(locks, other), both_inside.wait),
    )


@pytest.mark.parametrize(
    ("waiting", "other"), [("0", "2"), ("01", "23"), ("10", "23"), ("001", "2"), ("001", "23")]
)
def test_one_that_waits_holds_up_nobody_else(waiting, other):
    """While one waits for a mutex, another one over different mutexes gets in."""
    locks, both_inside = in_order(threading.Lock, 4), threading.Barrier(2)
    at_once(
        holding(picked(locks, "0"), both_inside.wait),
        holding(picked(locks, waiting), lambda: None),
        holding(picked(locks, other), both_inside.wait),
    )


@pytest.mark.parametrize("other", ["21", "210"])
def test_nested_blocks_get_along(other):
    """One takes a mutex and inside it two more, others take them as they like: no deadlock."""
    locks, counter = in_order(threading.Lock, 3), Counter()
    inner = holding(picked(locks, "12"), counter.count)
    if other == "21":
        second = holding(picked(locks, "21"), counter.count)
    else:
        second = holding(picked(locks, "0"), holding(picked(locks, "21"), counter.count))
    at_once(holding(picked(locks, "0"), inner), second)
    assert counter.value == 2, f"two who count once each, one after the other: {counter.value}"


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_an_acquire_that_raises_holds_nobody_up(broken):
    """One fails to take its mutexes while another one needs the same: that one gets in."""
    mutexes, done = in_order(Mutex, 3), []
    mutexes[broken].problem = OSError("the server is down")

    def fail():
        try:
            with ScopedLock(*mutexes):
                done.append("the block of the one that fails")
        except OSError:
            done.append("failed")

    others = [mutex for mutex in mutexes if mutex is not mutexes[broken]]
    at_once(fail, holding(others[::-1], lambda: done.append("in")))
    assert sorted(done) == ["failed", "in"], f"one that fails and one that gets in: {done}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("held", ["0", "1", "2"])
def test_who_waits_for_a_mutex_taken_by_hand_sleeps(held):
    """One of three mutexes is held for a minute: who waits for it neither spins nor polls."""
    locks, inside = in_order(threading.Lock, 3), []
    lock = locks[int(held)]
    lock.acquire()
    waiter = threading.Thread(target=holding(locks, lambda: inside.append("in")))
    waiter.start()
    time.sleep(60)
    assert inside == [], "the block was entered, and one of its mutexes is held by somebody else"
    lock.release()
    waiter.join()
    assert inside == ["in"], f"the mutex is free, and this many got in: {len(inside)}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("waiting", ["0", "10", "12"])
def test_who_waits_for_another_block_sleeps(waiting):
    """A block lasts a minute: who needs one of its mutexes neither spins nor polls."""
    locks, inside = in_order(threading.Lock, 3), []
    long = threading.Thread(target=holding(picked(locks, "01"), lambda: time.sleep(60)))
    waiter = threading.Thread(
        target=holding(picked(locks, waiting), lambda: inside.append(time.monotonic()))
    )
    began = time.monotonic()
    long.start()
    time.sleep(1)
    waiter.start()
    long.join()
    waiter.join()
    waited = inside[0] - began
    assert abs(waited - 60) < 1e-6, f"a block of 60 s, and the one that waited was in at {waited} s"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("taken", ["012", "1"])
def test_everybody_who_waits_for_a_block_gets_in(taken):
    """Three wait for one long block, in different orders, asleep, and all of them get in."""
    locks, counter = in_order(threading.Lock, 3), Counter()
    long = threading.Thread(target=holding(picked(locks, taken), lambda: time.sleep(60)))
    long.start()
    time.sleep(1)
    at_once(
        holding(picked(locks, "01"), counter.count),
        holding(picked(locks, "10"), counter.count),
        holding(picked(locks, "210"), counter.count),
    )
    long.join()
    assert counter.value == 3, f"three who count once each, one after the other: {counter.value}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_two_that_waited_for_the_same_block_are_inside_together():
    """Two wait for a block that has a mutex of each of them, and not for each other after it."""
    locks, both_inside = in_order(threading.Lock, 4), threading.Barrier(2)
    long = threading.Thread(target=holding(picked(locks, "01"), lambda: time.sleep(60)))
    long.start()
    time.sleep(1)
    at_once(
        holding(picked(locks, "02"), both_inside.wait),
        holding(picked(locks, "13"), both_inside.wait),
    )
    long.join()


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_one_that_cannot_get_in_yet_does_not_hold_up_one_that_can():
    """Two wait for a block, the first of them for another one too; the second gets in alone."""
    locks, both_inside = in_order(threading.Lock, 5), threading.Barrier(2)
    first = holding(picked(locks, "12"), lambda: None)
    second = holding(picked(locks, "04"), both_inside.wait)
    at_once(
        holding(picked(locks, "01"), lambda: time.sleep(60)),
        holding(picked(locks, "23"), both_inside.wait),
        lambda: time.sleep(1) or first(),
        lambda: time.sleep(2) or second(),
    )


@pytest.mark.parametrize("other", ["1", "12"])
def test_one_that_waits_for_a_hand_holds_up_nobody_who_enters(other):
    """While one waits for a mutex that was taken by hand, a block over others begins."""
    locks, both_inside = in_order(threading.Lock, 3), threading.Barrier(2)

    def by_hand():
        with locks[0]:
            both_inside.wait()

    at_once(
        by_hand,
        holding(picked(locks, "0"), lambda: None),
        holding(picked(locks, other), both_inside.wait),
    )


def test_one_that_waits_for_a_hand_holds_up_nobody_who_leaves():
    """While one waits for a mutex that was taken by hand, that hand gets the mutex of a block."""
    locks, counter = in_order(threading.Lock, 2), Counter()

    def by_hand():
        with locks[0], locks[1]:
            pass

    at_once(
        by_hand,
        holding(picked(locks, "0"), lambda: None),
        holding(picked(locks, "1"), counter.count),
    )
    assert counter.value == 1, f"one block that counts once: {counter.value}"
