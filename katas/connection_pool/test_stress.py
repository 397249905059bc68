"""What the judge runs: every sentence of the contract as a scenario."""

import threading
import time

import pytest
from connection_pool import ConnectionPool

EXACT = 1e-4
SHORT = 0.001


class Wire:
    """A connection that knows how many are using it."""

    def __init__(self):
        self.users = []

    def use(self):
        """Return how many used it at the same time."""
        self.users.append("me")
        crowd = len(self.users)
        self.users.pop()
        return crowd


class Abort(BaseException):
    """Something to raise that is no ``Exception``."""


class Works:
    """A factory; ``made`` holds all it has made, and what stands in ``fails`` is raised first."""

    def __init__(self, *fails, takes=0):
        self.made = []
        self.fails = list(fails)
        self.takes = takes

    def __call__(self):
        if self.takes:
            time.sleep(self.takes)
        try:
            error = self.fails.pop()
        except IndexError:
            wire = Wire()
            self.made.append(wire)
            return wire
        raise error


def start(*jobs):
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    return threads


def join(threads):
    for thread in threads:
        thread.join()


def error_of(call):
    """Return what the call raises, None when it raises nothing."""
    try:
        call()
    except (Exception, Abort) as error:
        return error
    return None


def must_raise(expected, call, story):
    """Fail unless ``call()`` raises ``expected``; ``story`` says what it did."""
    error = error_of(call)
    assert isinstance(error, expected), f"{story} came to {error!r}, not a {expected.__name__}"


def enter(block):
    """Go through ``with block(): pass``; making the block may raise as well as entering it."""
    with block():
        pass


def fail_inside(pool, boom):
    """Raise ``boom`` in a block that holds a connection."""
    with pool.connection():
        raise boom


def drain(pool):
    """Take connections until a try fails, and return them (at most 9)."""
    taken = []
    while len(taken) < 9:
        try:
            taken.append(pool.acquire(timeout=0))
        except TimeoutError:
            break
    return taken


def must_be_whole(pool, works, size):
    """Fail unless all is back: ``size`` connections to be had, all different, and no more."""
    taken = drain(pool)
    assert len(taken) == size, f"a pool of {size}, all of it back, had {len(taken)} to give"
    different = len({id(conn) for conn in taken})
    assert different == size, f"{size} callers were given {different} different connections"
    made = len(works.made)
    assert made == size, f"a pool of {size} has had {made} connections made"


def test_connections_are_made_when_they_are_needed():
    """factory() is called by the first acquire, not before, and only when nothing is idle."""
    works = Works()
    pool = ConnectionPool(works, 2)
    assert works.made == [], f"a new pool had {len(works.made)} connections made"
    first = pool.acquire()
    assert works.made == [first], f"one acquire had {len(works.made)} connections made"
    pool.release(first)
    again = pool.acquire()
    assert again is first, "a connection was idle, and acquire() returned another one"
    second = pool.acquire(timeout=5)
    assert second is not first, "two callers got the same connection"
    assert len(works.made) == 2, f"two at a time, and {len(works.made)} connections were made"
    pool.release(first)
    pool.release(second)
    lent = {id(pool.acquire()), id(pool.acquire(None))}
    assert lent == {id(first), id(second)}, "two came back, and not both of them were lent again"
    error_of(lambda: pool.acquire(timeout=0))
    assert len(works.made) == 2, f"a pool of 2 has had {len(works.made)} connections made"


@pytest.mark.symptom("error_contract")
def test_a_pool_without_room_cannot_be_made():
    """A size below 1 is a ValueError."""
    for size in (0, -1):
        must_raise(ValueError, lambda size=size: ConnectionPool(Works(), size), f"a size of {size}")


@pytest.mark.symptom("error_contract")
def test_a_timeout_of_zero_tries_once():
    """With a timeout of 0 a connection that can be had is had, and else it is a TimeoutError."""
    pool = ConnectionPool(Works(), 1)
    pool.acquire(timeout=0)
    must_raise(TimeoutError, lambda: pool.acquire(timeout=0), "acquire(timeout=0) with none left")
    must_raise(TimeoutError, lambda: pool.acquire(0), "acquire(0) with none left")
    must_raise(TimeoutError, lambda: enter(lambda: pool.connection(0)), "connection(0), none left")
    by_name = error_of(lambda: enter(lambda: pool.connection(timeout=0)))
    assert isinstance(by_name, TimeoutError), f"connection(timeout=0), none left: {by_name!r}"


@pytest.mark.symptom("error_contract")
@pytest.mark.parametrize("state", ["none made", "one idle", "none left"])
def test_a_negative_timeout_is_refused(state):
    """A negative timeout is a ValueError that makes and takes nothing, whatever there is."""
    works = Works()
    pool = ConnectionPool(works, 1)
    conn = None if state == "none made" else pool.acquire()
    if state == "one idle":
        pool.release(conn)
    before = len(works.made)
    for seconds in (-1, -0.5):
        for story, call in (
            (f"acquire({seconds})", lambda: pool.acquire(seconds)),
            (f"acquire(timeout={seconds})", lambda: pool.acquire(timeout=seconds)),
            (f"connection({seconds})", lambda: enter(lambda: pool.connection(seconds))),
            (
                f"connection(timeout={seconds})",
                lambda: enter(lambda: pool.connection(timeout=seconds)),
            ),
        ):
            must_raise(ValueError, call, story)
    assert len(works.made) == before, "a refused call had a connection made"
    if state == "none left":
        pool.release(conn)
    must_be_whole(pool, works, 1)


@pytest.mark.symptom("error_contract")
def test_what_is_not_checked_out_cannot_be_released():
    """Strange, idle and other pools' connections are ValueErrors, and the pool is as before."""
    works, others = Works(), Works()
    pool, other = ConnectionPool(works, 2), ConnectionPool(others, 1)
    must_raise(ValueError, lambda: pool.release(Wire()), "release of a strange connection")
    first, second, foreign = pool.acquire(), pool.acquire(), other.acquire()
    must_raise(ValueError, lambda: pool.release(Wire()), "release of a strange connection")
    must_raise(ValueError, lambda: pool.release(foreign), "release into another pool")
    pool.release(first)
    must_raise(ValueError, lambda: pool.release(first), "a second release")
    pool.release(second)
    must_raise(ValueError, lambda: pool.release(first), "a second release, later,")
    must_be_whole(pool, works, 2)
    other.release(foreign)
    must_be_whole(other, others, 1)


@pytest.mark.parametrize("kind", ["unhashable", "equal", "falsy"])
def test_connections_are_told_apart_by_identity(kind):
    """Connections need not be hashable; they may be equal to each other, and false in an if."""
    body = {
        "unhashable": {"__hash__": None},
        "equal": {"__eq__": lambda self, other: True, "__hash__": lambda self: 7},
        "falsy": {"__len__": lambda self: 0},
    }
    strange = type("Strange", (), body[kind])
    pool = ConnectionPool(strange, 2)
    first, second = pool.acquire(), pool.acquire()
    assert first is not second, f"two callers got the same {kind} connection"
    pool.release(first)
    for conn in (first, strange()):
        error = error_of(lambda conn=conn: pool.release(conn))
        what = "one already released" if conn is first else "a strange one"
        assert isinstance(error, ValueError), f"{kind} connections: releasing {what}: {error!r}"
    with pool.connection(timeout=0) as again:
        assert again is first, f"a {kind} connection was idle, and another one was lent"
    pool.release(second)
    taken = drain(pool)
    ours = sum(any(conn is one for one in taken) for conn in (first, second))
    assert (ours, len(taken)) == (2, 2), f"2 {kind} connections: {ours} of them in {len(taken)}"


@pytest.mark.symptom("error_contract")
def test_what_the_factory_raises_reaches_the_caller():
    """acquire and connection raise the very exception that factory() raised."""
    boom = LookupError("no route")
    pool = ConnectionPool(Works(boom, boom), 3)
    error = error_of(lambda: pool.acquire())
    assert error is boom, f"factory() raised {boom!r}, and acquire() came to {error!r}"
    error = error_of(lambda: enter(lambda: pool.connection(timeout=0)))
    assert error is boom, f"factory() raised {boom!r}, and connection(timeout=0) came to {error!r}"


@pytest.mark.symptom("leak")
@pytest.mark.parametrize("kind", ["Exception", "BaseException"])
def test_a_factory_that_raises_uses_up_no_place(kind):
    """When factory() has raised, the place is free for the next one."""
    boom = LookupError("no route") if kind == "Exception" else Abort("stop")
    works = Works(boom, boom)
    pool = ConnectionPool(works, 1)
    for _ in range(2):
        error_of(lambda: pool.acquire(timeout=0))
    taken = drain(pool)
    assert taken, "factory() raised twice, and then there was no place for a connection"


def test_a_block_holds_a_connection_and_gives_it_back():
    """`with pool.connection() as conn:` has conn checked out for the block and no longer."""
    works = Works()
    pool = ConnectionPool(works, 2)
    with pool.connection() as outer, pool.connection(timeout=5) as inner:
        assert inner is not outer, "two blocks, one inside the other, got the same connection"
        error = error_of(lambda: pool.acquire(timeout=0))
        assert isinstance(error, TimeoutError), f"two blocks held all of 2, a third one: {error!r}"
    must_be_whole(pool, works, 2)


def test_a_block_lets_its_exception_through():
    """An exception raised inside `with pool.connection():` comes out of it."""
    boom = LookupError("no such row")
    error = error_of(lambda: fail_inside(ConnectionPool(Works(), 1), boom))
    assert error is boom, f"the block raised {boom!r}, and {error!r} came out of it"


@pytest.mark.symptom("leak")
@pytest.mark.parametrize("kind", ["Exception", "BaseException"])
def test_a_block_that_raises_gives_its_connection_back(kind):
    """A connection goes back into the pool also when its block raises."""
    works = Works()
    pool = ConnectionPool(works, 1)
    boom = LookupError("no such row") if kind == "Exception" else Abort("stop")
    error_of(lambda: fail_inside(pool, boom))
    must_be_whole(pool, works, 1)


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("timeout", [None, 100])
def test_a_waiter_sleeps_until_a_connection_comes_back(timeout):
    """Callers with time left wait, neither spinning nor polling, and get it when it is there."""
    works, waited = Works(), []
    pool = ConnectionPool(works, 1)
    conn = pool.acquire()

    def borrow():
        began = time.monotonic()
        again = pool.acquire(timeout)
        waited.append(time.monotonic() - began)
        assert again is conn, f"acquire({timeout}) made a second connection in a pool of 1"
        pool.release(again)

    def borrow_for_a_block():
        began = time.monotonic()
        with pool.connection(timeout):
            waited.append(time.monotonic() - began)

    waiters = start(borrow, borrow_for_a_block)
    time.sleep(60)
    assert waited == [], f"with a timeout of {timeout} and none idle, {len(waited)} did not wait"
    pool.release(conn)
    join(waiters)
    late = max(waited) - 60
    assert late < EXACT, f"it came back after 60 s, and a waiter got it {late} s later"
    must_be_whole(pool, works, 1)


def test_one_place_goes_to_one_of_two_tries():
    """Two threads try at once for the only connection, not made yet: exactly one gets it."""
    works, answers = Works(), []
    pool = ConnectionPool(works, 1)

    def try_once():
        answers.append(drain(pool))

    join(start(try_once, try_once))
    given = [conn for answer in answers for conn in answer]
    made = len(works.made)
    assert len(given) == 1, f"two tries for the one connection: {len(given)} were successful"
    assert made == 1, f"a pool of 1 has had {made} connections made"


@pytest.mark.parametrize("idle", [0, 1, 2])
def test_two_callers_get_two_connections(idle):
    """Two threads want a connection each, idle or yet to be made: they get two different ones."""
    works, got = Works(), []
    pool = ConnectionPool(works, 2)
    for conn in [pool.acquire() for _ in range(idle)]:
        pool.release(conn)

    def borrow():
        got.append(pool.acquire())

    join(start(borrow, borrow))
    assert got[0] is not got[1], "two callers held the same connection at the same time"
    for conn in got:
        pool.release(conn)
    must_be_whole(pool, works, 2)


def test_two_releases_let_two_waiters_through():
    """Two connections come back while two callers may be waiting: both get one."""
    works, got = Works(), []
    pool = ConnectionPool(works, 2)
    lent = [pool.acquire(), pool.acquire()]

    def borrow():
        got.append(pool.acquire())

    waiters = start(borrow, borrow)
    for conn in lent:
        pool.release(conn)
    join(waiters)
    assert got[0] is not got[1], "two callers held the same connection at the same time"
    for conn in got:
        pool.release(conn)
    must_be_whole(pool, works, 2)


@pytest.mark.symptom("not_concurrent")
@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize("fails", [False, True])
def test_a_waiter_sleeps_while_the_last_one_is_being_made(fails):
    """While factory() takes its time on the last place, others wait asleep or give up in time."""
    boom = LookupError("no route")
    works, ends = Works(*[boom] * fails, takes=60), {}
    pool = ConnectionPool(works, 1)

    def borrow(name, timeout):
        error = error_of(lambda: pool.release(pool.acquire(timeout)))
        ends[name] = (error, round(time.monotonic() - began, 4))

    began = time.monotonic()
    threads = start(lambda: borrow("maker", None))
    time.sleep(1)
    threads += start(lambda: borrow("waiter", None), lambda: borrow("hasty", 9))
    time.sleep(29)
    tried = error_of(lambda: pool.acquire(0))
    seconds = time.monotonic() - began
    join(threads)
    assert isinstance(tried, TimeoutError), f"the last place was taken; acquire(0) gave {tried!r}"
    assert abs(seconds - 30) < EXACT, f"acquire(0) took {seconds - 30} s"
    error, seconds = ends["hasty"]
    assert isinstance(error, TimeoutError), f"acquire(9), made after 59 s, came to {error!r}"
    assert seconds == 10, f"acquire(9) gave up after {seconds - 1} s"
    due = {"maker": (boom if fails else None, 60), "waiter": (None, 120 if fails else 60)}
    del ends["hasty"]
    assert ends == due, f"what it came to, and when, was {ends} and should have been {due}"


@pytest.mark.parametrize("size", [1, 2])
def test_a_connection_has_one_user_at_a_time(size):
    """Three threads borrow one after the other: nobody shares, nobody is forgotten."""
    works, crowds = Works(), []
    pool = ConnectionPool(works, size)

    def borrow():
        conn = pool.acquire()
        crowds.append(conn.use())
        pool.release(conn)

    join(start(borrow, borrow, borrow))
    assert crowds == [1, 1, 1], f"as many used a connection at the same time: {crowds}"
    made = len(works.made)
    assert made <= size, f"a pool of {size} has had {made} connections made"
    must_be_whole(pool, works, size)


def test_one_of_two_who_release_the_same_connection_is_told():
    """Two threads release one connection at once: one of them gets a ValueError."""
    works, refused = Works(), []
    pool = ConnectionPool(works, 2)
    conn = pool.acquire()

    def give_back():
        try:
            pool.release(conn)
        except ValueError:
            refused.append("one")

    join(start(give_back, give_back))
    assert refused == ["one"], f"of two releases of one connection {len(refused)} were refused"
    must_be_whole(pool, works, 2)


@pytest.mark.parametrize("fails", [1, 2])
def test_two_factories_at_once_may_fail(fails):
    """Two callers have connections made, and one or both of them fail: no place gets lost."""
    works, failed = Works(*[LookupError("no route")] * fails), []
    pool = ConnectionPool(works, 2)

    def borrow():
        try:
            conn = pool.acquire()
        except LookupError:
            failed.append("one")
        else:
            pool.release(conn)

    join(start(borrow, borrow))
    assert len(failed) == fails, f"{fails} of 2 factory() calls failed, {len(failed)} were told"
    must_be_whole(pool, works, 2)


@pytest.mark.parametrize("kind", ["Exception", "BaseException"])
def test_a_factory_that_raises_frees_its_place_for_a_waiter(kind):
    """Two callers want the only place; factory() fails for one, and the other gets it."""
    boom = LookupError("no route") if kind == "Exception" else Abort("stop")
    works, errors = Works(boom), []
    pool = ConnectionPool(works, 1)

    def borrow():
        errors.append(error_of(lambda: pool.release(pool.acquire())))

    join(start(borrow, borrow))
    assert errors in ([boom, None], [None, boom]), f"factory() failed once, and it came to {errors}"
    must_be_whole(pool, works, 1)


@pytest.mark.parametrize("call", ["acquire", "connection"])
def test_two_callers_hold_two_connections_at_once(call):
    """Two threads that wait for each other while they hold a connection both get one of two."""
    works, held = Works(), []
    pool = ConnectionPool(works, 2)
    both_inside = threading.Barrier(2)

    def hold(conn):
        held.append(conn)
        both_inside.wait()

    def borrow():
        if call == "connection":
            with pool.connection() as conn:
                hold(conn)
        else:
            conn = pool.acquire()
            hold(conn)
            pool.release(conn)

    join(start(borrow, borrow))
    assert held[0] is not held[1], "two callers held the same connection at the same time"
    must_be_whole(pool, works, 2)


@pytest.mark.parametrize("places", ["no place", "a place"])
def test_a_slow_factory_stops_nobody_else(places):
    """While factory() is slow for one caller, others release, and take what comes back."""
    works, got, slow = Works(), [], []
    begun, over = threading.Barrier(2), threading.Barrier(2)

    def connect():
        if slow:
            slow.pop()
            begun.wait()
            over.wait()
        return works()

    def borrow():
        got.append(pool.acquire())

    def borrow_meanwhile():
        borrow()
        over.wait()

    size = 3 if places == "no place" else 4
    pool = ConnectionPool(connect, size)
    lent = [pool.acquire(), pool.acquire()]
    slow.append("the next one")
    threads = start(borrow)
    begun.wait()
    threads += start(borrow_meanwhile)
    for conn in lent:
        pool.release(conn)
    join(threads)
    assert got[0] is not got[1], "two callers held the same connection at the same time"
    for conn in got:
        pool.release(conn)
    must_be_whole(pool, works, size)


def test_a_connection_that_comes_at_the_last_moment_is_not_lost():
    """When a timeout and a release meet, the connection is either lent or idle."""
    works = Works()
    pool = ConnectionPool(works, 1)
    conn = pool.acquire()

    def borrow_soon():
        error = error_of(lambda: pool.release(pool.acquire(timeout=SHORT)))
        assert error is None or isinstance(error, TimeoutError), f"acquire came to {error!r}"

    waiters = start(borrow_soon)
    pool.release(conn)
    join(waiters)
    must_be_whole(pool, works, 1)


def test_a_waiter_that_gives_up_swallows_no_wake_up():
    """One of two waiters may give up: the connection that it did not take goes to the other."""
    works = Works()
    pool = ConnectionPool(works, 1)
    conn = pool.acquire()
    hasty = start(lambda: error_of(lambda: pool.release(pool.acquire(timeout=SHORT))))
    patient = start(lambda: pool.release(pool.acquire()))
    pool.release(conn)
    join(hasty + patient)
    must_be_whole(pool, works, 1)


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_waiter_that_times_out_leaves_nothing_behind():
    """acquire gives up on time, and the next connection is not meant for it."""
    works = Works()
    pool = ConnectionPool(works, 1)
    conn = pool.acquire()
    began = time.monotonic()
    error = error_of(lambda: pool.acquire(2.5))
    waited = time.monotonic() - began
    assert isinstance(error, TimeoutError), f"none came back; acquire(2.5) came to {error!r}"
    assert abs(waited - 2.5) < EXACT, f"a timeout of 2.5 s took {waited} s"
    error = error_of(lambda: enter(lambda: pool.connection(2.5)))
    waited = time.monotonic() - began - waited
    assert isinstance(error, TimeoutError), f"none came back; connection(2.5) came to {error!r}"
    assert abs(waited - 2.5) < EXACT, f"a timeout of 2.5 s took connection() {waited} s"
    pool.release(conn)
    must_be_whole(pool, works, 1)


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize(("timeout", "woken"), [(10, 6), (1, 0.6), (0.5, 0.3)])
def test_a_wake_up_for_nothing_does_not_restart_the_timeout(timeout, woken):
    """A waiter whose connection somebody else takes gives up when its own time is over."""
    works, ends = Works(), []
    pool = ConnectionPool(works, 1)
    conn = pool.acquire()

    def borrow():
        began = time.monotonic()
        error = error_of(lambda: pool.acquire(timeout=timeout))
        ends.append((error, time.monotonic() - began))

    waiters = start(borrow)
    time.sleep(woken)
    pool.release(conn)
    snatched = drain(pool)
    join(waiters)
    error, waited = ends[0]
    assert isinstance(error, TimeoutError) == bool(snatched), (
        f"one connection came back: the waiter's acquire came to {error!r}, {snatched} were taken"
    )
    due = timeout if snatched else woken
    assert abs(waited - due) < EXACT, (
        f"acquire(timeout={timeout}) came to {error!r} after {waited} s"
    )


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_place_freed_at_the_moment_of_a_timeout_reaches_somebody():
    """factory() fails just when the first of two waiters gives up: the other one gets the place."""
    works = Works(LookupError("no route"), takes=12)
    pool = ConnectionPool(works, 1)
    threads = start(lambda: error_of(pool.acquire))
    time.sleep(4)
    threads += start(lambda: error_of(lambda: pool.release(pool.acquire(timeout=8))))
    time.sleep(4)
    threads += start(lambda: pool.release(pool.acquire()))
    join(threads)
    must_be_whole(pool, works, 1)
