"""What the judge runs: every sentence of the contract as a scenario."""

import threading
import time

import pytest
from semaphore import Semaphore

EXACT = 1e-4


class Dock:
    """Counts who is inside, with a lock of its own, and remembers the largest crowd."""

    def __init__(self):
        self.guard = threading.Lock()
        self.inside = 0
        self.crowd = 0

    def visit(self):
        with self.guard:
            self.inside += 1
            self.crowd = max(self.crowd, self.inside)
        with self.guard:
            self.inside -= 1


def start(*actions):
    threads = [threading.Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    return threads


def join(threads):
    for thread in threads:
        thread.join()


def permits_left(semaphore):
    """Take permits until a try fails, and return how many there were (at most 9)."""
    taken = 0
    while taken < 9 and semaphore.acquire(timeout=0):
        taken += 1
    return taken


def refused(call):
    """Return whether the call raised ``ValueError``."""
    try:
        call()
    except ValueError:
        return True
    return False


def test_two_holders_of_two_permits_meet_inside():
    """Two threads that wait for each other while they hold a permit both get one of two."""
    semaphore = Semaphore(2)
    both_inside = threading.Barrier(2)

    def hold():
        semaphore.acquire()
        both_inside.wait()
        semaphore.release()

    join(start(hold, hold))


def test_two_blocks_with_two_permits_meet_inside():
    """Two threads that wait for each other inside `with semaphore:` both get one of two permits."""
    semaphore = Semaphore(2)
    both_inside = threading.Barrier(2)

    def hold():
        with semaphore:
            both_inside.wait()

    join(start(hold, hold))


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_no_answer_is_waited_for_that_is_known_at_once():
    """A free permit is taken at once with any timeout, and a timeout of 0 never waits."""
    semaphore = Semaphore(6)
    answers = []

    def take_seven():
        answers.append(semaphore.acquire())
        answers.append(semaphore.acquire(None))
        answers.append(semaphore.acquire(7))
        answers.append(semaphore.acquire(timeout=0.5))
        answers.append(semaphore.acquire(timeout=0))
        answers.append(semaphore.acquire(0))
        answers.append(semaphore.acquire(timeout=0))
        answers.append(time.monotonic() - began)

    began = time.monotonic()
    threads = start(take_seven)
    time.sleep(60)
    assert answers[:7] == [True] * 6 + [False], f"seven tries for six permits: {answers[:7]}"
    assert answers[7] < EXACT, f"seven tries for six permits took {answers[7]} s"
    join(threads)


def test_permits_may_grow_beyond_the_first_number():
    """release adds as many permits as it says, also ones that nobody took before."""
    semaphore = Semaphore(1)
    semaphore.release(3)
    semaphore.release(n=2)
    semaphore.release()
    left = permits_left(semaphore)
    assert left == 7, f"1 permit and 3 + 2 + 1 released ones made {left}"


def test_two_releases_at_once_both_count():
    """Two threads that each release a permit make two of them."""
    semaphore = Semaphore(0)
    join(start(semaphore.release, semaphore.release))
    left = permits_left(semaphore)
    assert left == 2, f"two threads released 1 permit each, which made {left}"


def test_a_release_and_an_acquire_at_once_both_count():
    """One thread releases a permit while another one takes one: neither goes unnoticed."""
    semaphore = Semaphore(1)
    join(start(semaphore.release, semaphore.acquire))
    left = permits_left(semaphore)
    assert left == 1, f"1 permit, 1 more released, 1 taken, which left {left}"


def test_one_permit_goes_to_one_of_two_tries():
    """Of two threads that try at once for one permit exactly one gets it."""
    semaphore = Semaphore(1)
    answers = []

    def try_once():
        answers.append(semaphore.acquire(timeout=0))

    join(start(try_once, try_once))
    assert sorted(answers) == [False, True], f"two tries for one permit: {answers}"
    left = permits_left(semaphore)
    assert left == 0, f"the permit was taken, and {left} were left"


def test_a_block_within_a_block_holds_a_permit_of_its_own():
    """A semaphore has no owner: a thread that enters twice holds two permits."""
    semaphore = Semaphore(3)
    with semaphore:
        with semaphore:
            inside = permits_left(semaphore)
        between = permits_left(semaphore)
    left = permits_left(semaphore)
    assert inside == 1, f"3 permits and a block within a block left {inside}"
    assert between == 1, f"the inner block gave back {between} permits"
    assert left == 1, f"the outer block gave back {left} permits"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("timeout", [None, 100])
def test_a_waiter_waits_until_there_is_a_permit(timeout):
    """A waiter with time left waits, without spinning or polling, and gets through at once."""
    semaphore = Semaphore(0)
    answers = []

    def wait():
        began = time.monotonic()
        answers.append(semaphore.acquire(timeout))
        answers.append(time.monotonic() - began)

    waiters = start(wait)
    time.sleep(60)
    assert answers == [], f"there was no permit, and acquire({timeout}) returned {answers[0]}"
    semaphore.release()
    join(waiters)
    got, waited = answers
    assert got is True, f"a permit came after 60 s, and acquire({timeout}) returned {got}"
    assert abs(waited - 60) < EXACT, f"a permit came after 60 s, acquire returned after {waited} s"


@pytest.mark.parametrize("permits", [1, 2])
def test_there_are_never_more_holders_than_permits(permits):
    """Three threads wait for permits that come back all at once: the crowd is never too large."""
    semaphore, dock = Semaphore(permits), Dock()

    def hold():
        semaphore.acquire()
        dock.visit()
        semaphore.release()

    for _ in range(permits):
        semaphore.acquire()
    holders = start(hold, hold, hold)
    semaphore.release(permits)
    join(holders)
    assert dock.crowd <= permits, f"{dock.crowd} held one of {permits} permits at the same time"
    left = permits_left(semaphore)
    assert left == permits, f"of {permits} permits {left} came back"


def test_a_block_holds_a_permit_from_beginning_to_end():
    """Three threads that use `with semaphore:` over one permit are never inside together."""
    semaphore, dock = Semaphore(1), Dock()

    def hold():
        with semaphore:
            dock.visit()

    join(start(hold, hold, hold))
    assert dock.crowd == 1, f"{dock.crowd} blocks held one permit at the same time"
    left = permits_left(semaphore)
    assert left == 1, f"of 1 permit {left} came back"


def test_two_releases_let_two_waiters_through():
    """Two waiters and two single releases: both get through, whoever runs when."""
    semaphore = Semaphore(0)
    waiters = start(semaphore.acquire, semaphore.acquire)
    semaphore.release()
    semaphore.release()
    join(waiters)


def test_one_release_of_two_lets_two_waiters_through():
    """release(2) lets two waiters through that both keep their permit."""
    semaphore = Semaphore(0)
    waiters = start(semaphore.acquire, semaphore.acquire)
    semaphore.release(2)
    join(waiters)


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_three_waiters_wait_until_there_are_three_permits():
    """Three waiters wait, without spinning or polling: two permits let two of them through."""
    semaphore = Semaphore(0)
    through = []

    def wait():
        through.append(semaphore.acquire())

    waiters = start(wait, wait, wait)
    time.sleep(60)
    assert through == [], f"{len(through)} got through without a permit"
    semaphore.release(2)
    time.sleep(60)
    assert through == [True, True], f"two permits for three waiters: {through}"
    semaphore.release()
    join(waiters)
    assert through == [True, True, True], f"three permits for three waiters: {through}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("timeout", [0.25, 2.5])
def test_a_waiter_that_times_out_leaves_nothing_behind(timeout):
    """acquire gives up on time, has taken nothing, and the next permit is not meant for it."""
    semaphore = Semaphore(0)
    began = time.monotonic()
    got = semaphore.acquire(timeout=timeout)
    waited = time.monotonic() - began
    assert got is False, f"there was no permit, and acquire returned {got}"
    assert abs(waited - timeout) < EXACT, f"a timeout of {timeout} s took {waited} s"
    semaphore.release()
    left = permits_left(semaphore)
    assert left == 1, f"one permit released after a timeout made {left}"


def test_a_permit_that_comes_at_the_last_moment_is_not_lost():
    """When a timeout and a release meet, the permit is either taken or still there."""
    semaphore = Semaphore(0)
    answers = []

    def wait():
        answers.append(semaphore.acquire(timeout=0.001))

    waiters = start(wait)
    semaphore.release()
    join(waiters)
    left = permits_left(semaphore)
    taken = int(answers[0])
    assert taken + left == 1, f"1 permit released: acquire returned {answers[0]}, {left} left over"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_release_at_the_moment_of_a_timeout_reaches_somebody():
    """A permit comes just when the first of two waiters gives up: one of them gets it."""
    semaphore = Semaphore(0)
    answers = []

    def wait_a_little():
        answers.append(semaphore.acquire(timeout=8))

    impatient = start(wait_a_little)
    time.sleep(4)
    patient = start(semaphore.acquire)
    time.sleep(4)
    semaphore.release()
    join(impatient)
    if answers[0]:
        semaphore.release()
    join(patient)
    left = permits_left(semaphore)
    assert left == 0, f"as many permits as takers, and {left} left over"


def test_a_waiter_that_times_out_swallows_no_wake_up():
    """One of two waiters may give up: the permit that it did not take goes to the other one."""
    semaphore = Semaphore(0)
    answers = []

    def wait_a_little():
        answers.append(semaphore.acquire(timeout=0.001))

    impatient = start(wait_a_little)
    patient = start(semaphore.acquire)
    semaphore.release()
    join(impatient)
    if answers[0]:
        semaphore.release()
    join(patient)
    left = permits_left(semaphore)
    assert left == 0, f"as many permits as takers, and {left} left over"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_wake_up_for_nothing_does_not_restart_the_timeout():
    """A waiter whose permit somebody else takes gives up when its own time is over, not later."""
    semaphore = Semaphore(0)
    answers = []

    def wait():
        began = time.monotonic()
        answers.append(semaphore.acquire(timeout=10))
        answers.append(time.monotonic() - began)

    waiters = start(wait)
    time.sleep(6)
    semaphore.release()
    snatched = semaphore.acquire(timeout=0)
    join(waiters)
    got, waited = answers
    assert got is not snatched, f"one permit: the waiter got {got}, the one after it {snatched}"
    expected = 10 if snatched else 6
    assert abs(waited - expected) < EXACT, f"acquire(timeout=10) returned {got} after {waited} s"


def test_a_block_lets_its_exception_through():
    """An exception raised inside `with semaphore:` comes out of it."""
    semaphore = Semaphore(1)
    came_out = None
    try:
        with semaphore:
            raise LookupError("the cargo is gone")
    except LookupError as error:
        came_out = error
    assert came_out is not None, "a LookupError raised in the block did not come out of it"


@pytest.mark.symptom("leak")
def test_a_block_that_raises_gives_its_permit_back():
    """A permit is not lost when the block that holds it raises."""
    semaphore = Semaphore(1)
    try:
        with semaphore:
            raise LookupError("the cargo is gone")
    except LookupError:
        pass
    left = permits_left(semaphore)
    assert left == 1, f"after a block that raised, {left} of 1 permit was there"


class AbandonShipError(BaseException):
    """Not an Exception, as KeyboardInterrupt is not."""


@pytest.mark.symptom("leak")
def test_a_block_that_is_aborted_gives_its_permit_back():
    """A permit is not lost when a block raises what is not an Exception; that comes out of it."""
    semaphore = Semaphore(1)
    came_out = False
    try:
        with semaphore:
            raise AbandonShipError
    except AbandonShipError:
        came_out = True
    assert came_out, "an AbandonShipError raised in the block did not come out of it"
    left = permits_left(semaphore)
    assert left == 1, f"after a block that was aborted, {left} of 1 permit was there"


@pytest.mark.symptom("leak")
def test_a_block_that_returns_gives_its_permit_back():
    """A permit is not lost when the block is left by a return."""
    semaphore = Semaphore(1)

    def return_from_inside():
        with semaphore:
            return "home"

    assert return_from_inside() == "home", "a block that returned 'home' did not"
    left = permits_left(semaphore)
    assert left == 1, f"after a block that returned, {left} of 1 permit was there"


@pytest.mark.symptom("error_contract")
def test_less_than_no_permits_is_refused():
    """Semaphore(-1) is a ValueError, Semaphore(0) is not."""
    assert refused(lambda: Semaphore(-1)), "Semaphore(-1) was not refused with a ValueError"
    left = permits_left(Semaphore(0))
    assert left == 0, f"Semaphore(0) had {left} permits"


@pytest.mark.symptom("error_contract")
@pytest.mark.parametrize("number", [0, -1])
def test_a_release_of_less_than_one_permit_is_refused(number):
    """release(0) and release(-1) are ValueErrors that change nothing."""
    semaphore = Semaphore(2)
    assert refused(lambda: semaphore.release(number)), f"release({number}) was not refused"
    assert refused(lambda: semaphore.release(n=number)), f"release(n={number}) was not refused"
    left = permits_left(semaphore)
    assert left == 2, f"after a refused release({number}), 2 permits had become {left}"
    semaphore.release()
    left = permits_left(semaphore)
    assert left == 1, f"after a refused release({number}), a release of 1 made {left}"


@pytest.mark.symptom("error_contract")
@pytest.mark.parametrize("permits", [0, 1])
def test_a_negative_timeout_is_refused(permits):
    """A negative timeout is a ValueError that takes nothing, whether there is a permit or not."""
    semaphore = Semaphore(permits)
    for timeout in (-1, -0.5):
        by_name = refused(lambda seconds=timeout: semaphore.acquire(timeout=seconds))
        assert by_name, f"acquire(timeout={timeout}) was not refused with {permits} permits"
        by_position = refused(lambda seconds=timeout: semaphore.acquire(seconds))
        assert by_position, f"acquire({timeout}) was not refused with {permits} permits"
    left = permits_left(semaphore)
    assert left == permits, f"after refused acquires, {permits} permits had become {left}"
    semaphore.release()
    left = permits_left(semaphore)
    assert left == 1, f"after refused acquires, a release of 1 made {left}"
