"""What a bounded buffer promises, one scenario for each promise."""

import threading
import time

import pytest
from bounded_buffer import BoundedBuffer

from judge.testing import History, Raised, assert_linearizable

SHORT = 0.01


def start(*jobs):
    """Start a thread for each job and return the threads."""
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    return threads


def together(*jobs):
    """Run every job in a thread of its own and return when all of them have ended."""
    for thread in start(*jobs):
        thread.join()


def must_raise(error, call, story):
    """Fail unless ``call()`` raises ``error``; ``story`` says what it did."""
    try:
        result = call()
    except error:
        return
    except Exception as other:
        raise AssertionError(f"{story} raised {other!r}, not {error.__name__}") from other
    raise AssertionError(f"{story} returned {result!r} and raised no {error.__name__}")


def succeeded(call):
    """Return whether ``call()`` went through rather than timing out."""
    try:
        call()
    except TimeoutError:
        return False
    return True


def used_before(capacity=1):
    """Return an empty buffer that has been full before: no event in it is unset, no place new."""
    buffer = BoundedBuffer(capacity)
    for _ in range(capacity):
        buffer.put("old")
    for _ in range(capacity):
        buffer.get()
    return buffer


def drain(buffer):
    """Take out what is there now that nobody else uses the buffer."""
    items = []
    while succeeded(lambda: items.append(buffer.get(timeout=0))):
        pass
    return items


class Shelf:
    """What a buffer does when one call is made after the other; a timed call may always give up."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.items = ()

    def put(self, item, timeout=None):
        if timeout is not None:
            yield Raised(TimeoutError)
        if len(self.items) < self.capacity:
            self.items += (item,)
            yield None

    def get(self, timeout=None):
        if timeout is not None:
            yield Raised(TimeoutError)
        if self.items:
            item, *left = self.items
            self.items = tuple(left)
            yield item


class Awkward:
    """An item that does not want to be compared, hashed, counted or asked for its truth."""

    __hash__ = None

    def refuse(self, *others):
        raise AssertionError("nobody has any business with what an item is")

    __eq__ = __bool__ = __len__ = __lt__ = refuse


def make(calls, buffer, history):
    """Make one call after the other, and note them."""
    for name, *arguments in calls:
        succeeded(lambda: history.call(name, getattr(buffer, name), *arguments))


def test_items_come_out_in_the_order_they_went_in():
    """The oldest item comes out first, None is an item like any other, and len() counts them."""
    buffer = BoundedBuffer(3)
    items = ["a", None, 0]
    for count, item in enumerate(items, start=1):
        result = buffer.put(item)
        assert result is None, f"put({item!r}) returned {result!r}; it returns nothing"
        assert len(buffer) == count, f"after {count} puts len(buffer) is {len(buffer)}"
    for left, item in zip((2, 1, 0), items, strict=True):
        got = buffer.get()
        assert got is item, f"put 'a', None and 0, then got {got!r} where {item!r} was due"
        assert len(buffer) == left, f"with {left} items left len(buffer) is {len(buffer)}"


def test_anything_can_be_an_item():
    """The same item twice, an exception, and one that cannot be compared come out as they are."""
    buffer = BoundedBuffer(4)
    awkward, error = Awkward(), TimeoutError("only an item")
    items = [awkward, awkward, error, TimeoutError]
    for item in items:
        buffer.put(item)
    assert len(buffer) == 4, f"four items were put, and len(buffer) is {len(buffer)}"
    for number, item in enumerate(items, start=1):
        got = buffer.get()
        assert got is item, f"get number {number} did not return the very item that was put"


def test_a_buffer_takes_as_many_items_as_it_has_room_for():
    """Of five puts that do not wait, a buffer of two takes two."""
    buffer = BoundedBuffer(2)
    taken = [item for item in range(5) if succeeded(lambda item=item: buffer.put(item, timeout=0))]
    assert taken == [0, 1], f"a buffer of capacity 2 took the items {taken} of 0, 1, 2, 3, 4"
    assert len(buffer) == 2, f"a full buffer of capacity 2 has length {len(buffer)}"


@pytest.mark.symptom("error_contract")
def test_a_buffer_without_room_cannot_be_made():
    """A capacity below 1 is a ValueError."""
    for capacity in (0, -1):
        must_raise(ValueError, lambda size=capacity: BoundedBuffer(size), f"capacity {capacity}")


@pytest.mark.symptom("error_contract")
def test_a_negative_timeout_is_refused_and_changes_nothing():
    """A negative timeout is a ValueError even if no wait is needed; the buffer stays as it was."""
    buffer = BoundedBuffer(2)
    buffer.put("a")
    must_raise(ValueError, lambda: buffer.put("b", timeout=-1), "put('b', timeout=-1)")
    must_raise(ValueError, lambda: buffer.put("b", -0.5), "put('b', -0.5)")
    must_raise(ValueError, lambda: buffer.get(timeout=-1), "get(timeout=-1)")
    must_raise(ValueError, lambda: buffer.get(-0.5), "get(-0.5)")
    assert len(buffer) == 1, f"refused calls changed the buffer from 1 item to {len(buffer)}"
    buffer.put("b", timeout=None)
    got = [buffer.get(None), buffer.get(timeout=None)]
    assert got == ["a", "b"], f"after refused calls a buffer of 'a' and 'b' gave {got}"


@pytest.mark.symptom("error_contract")
def test_a_timeout_of_zero_tries_once():
    """With timeout=0 a call that could go on does, and one that would wait is a TimeoutError."""
    buffer = BoundedBuffer(1)
    must_raise(TimeoutError, lambda: buffer.get(timeout=0), "get(timeout=0) on an empty buffer")
    buffer.put("a", timeout=0)
    must_raise(TimeoutError, lambda: buffer.put("b", 0), "put('b', 0) on a full buffer")
    assert len(buffer) == 1, f"a put that timed out left {len(buffer)} items instead of 1"
    got = buffer.get(0)
    assert got == "a", f"get(0) gave {got!r}; the only item was 'a'"


def test_one_producer_and_one_consumer_keep_the_order():
    """Three items pass through a buffer of one, in order, each side waiting for the other."""
    buffer = BoundedBuffer(1)
    got = []

    def produce():
        for item in (1, 2, 3):
            buffer.put(item)

    def consume():
        while len(got) < 3:
            got.append(buffer.get())

    together(produce, consume)
    assert got == [1, 2, 3], f"1, 2, 3 went in and {got} came out"
    assert len(buffer) == 0, f"three puts and three gets left {len(buffer)} items"


def test_several_producers_and_consumers_lose_and_double_nothing():
    """Two producers and two consumers on a buffer of one: every item arrives exactly once."""
    buffer = BoundedBuffer(1)
    first, second = [], []

    def produce(name):
        buffer.put(name + "1")
        buffer.put(name + "2")

    def consume(got):
        got.append(buffer.get())
        got.append(buffer.get())

    together(
        lambda: produce("a"),
        lambda: produce("b"),
        lambda: consume(first),
        lambda: consume(second),
    )
    arrived = sorted(first + second, key=str)
    assert arrived == ["a1", "a2", "b1", "b2"], f"put a1, a2, b1, b2; the consumers got {arrived}"
    for got in (first, second):
        assert got not in (["a2", "a1"], ["b2", "b1"]), f"one consumer got {got}: out of order"


def test_two_waiting_consumers_are_both_served():
    """Two items put one after the other reach two consumers that may both be waiting."""
    buffer = BoundedBuffer(2)
    got = []
    consumers = start(lambda: got.append(buffer.get()), lambda: got.append(buffer.get()))
    buffer.put("a")
    buffer.put("b")
    for consumer in consumers:
        consumer.join()
    assert sorted(got, key=str) == ["a", "b"], f"'a' and 'b' were put and the consumers got {got}"


def test_two_waiting_producers_both_get_in():
    """Two places freed one after the other go to two producers that may both be waiting."""
    buffer = BoundedBuffer(2)
    buffer.put("a")
    buffer.put("b")
    producers = start(lambda: buffer.put("c"), lambda: buffer.put("d"))
    got = [buffer.get(), buffer.get()]
    for producer in producers:
        producer.join()
    assert got == ["a", "b"], f"'a' and 'b' were the oldest items, but {got} came out"
    left = drain(buffer)
    assert sorted(left, key=str) == ["c", "d"], f"'c' and 'd' were put and the buffer holds {left}"


def test_what_two_producers_put_at_once_can_be_taken_at_once():
    """Two producers with a place for each, and a consumer: no item is taken too early."""
    buffer = BoundedBuffer(2)
    producers = start(lambda: buffer.put("a"), lambda: buffer.put("b"))
    got = [buffer.get(), buffer.get()]
    for producer in producers:
        producer.join()
    assert sorted(got, key=str) == ["a", "b"], f"'a' and 'b' were put and {got} came out"


def test_a_place_is_not_used_again_before_its_item_has_been_taken():
    """Two consumers empty two places while a producer waits for one of them: nothing is lost."""
    buffer = BoundedBuffer(2)
    buffer.put("a")
    buffer.put("b")
    got = []
    consumers = start(lambda: got.append(buffer.get()), lambda: got.append(buffer.get()))
    buffer.put("c")
    for consumer in consumers:
        consumer.join()
    left = drain(buffer)
    assert sorted(got + left, key=str) == ["a", "b", "c"], (
        f"'a', 'b', 'c' were put; {got} came out and the buffer holds {left}"
    )


def test_the_buffer_never_holds_more_than_its_capacity():
    """A producer that waited and one that just came along cannot both have the one free place."""
    buffer = BoundedBuffer(1)
    buffer.put("a")
    sizes = []

    def put_waiting():
        buffer.put("b")
        sizes.append(len(buffer))

    def put_at_once():
        succeeded(lambda: buffer.put("c", timeout=0))
        sizes.append(len(buffer))

    def take_two():
        buffer.get()
        buffer.get()

    together(put_waiting, put_at_once, take_two)
    assert max(sizes) <= 1, f"a buffer of capacity 1 was seen holding {max(sizes)} items"


def test_len_is_always_between_zero_and_the_capacity():
    """Someone who only looks never sees fewer than 0 items or more than fit."""
    buffer = BoundedBuffer(2)
    buffer.put("a")
    buffer.put("b")
    sizes = []

    def consume():
        buffer.get()
        buffer.get()

    def look():
        while len(sizes) < 4:
            sizes.append(len(buffer))

    together(lambda: buffer.put("c"), consume, look)
    assert set(sizes) <= {0, 1, 2}, f"a buffer of capacity 2 reported the lengths {sizes}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_call_that_has_to_wait_sleeps():
    """A get on an empty buffer and a put into a full one block, and others can go on meanwhile."""
    empty, full = used_before(), used_before()
    full.put("a")
    done = []
    threads = start(lambda: done.append(empty.get()), lambda: done.append(full.put("b")))
    time.sleep(60)
    assert done == [], "a get on an empty buffer or a put into a full one did not wait"
    assert len(empty) == 0, f"an empty buffer with a get waiting has length {len(empty)}"
    assert len(full) == 1, f"a full buffer of 1 with a put waiting has length {len(full)}"
    empty.put("x")
    got = full.get()
    for thread in threads:
        thread.join()
    assert got == "a", f"'a' was the oldest item, but {got!r} came out"
    assert sorted(done, key=str) == [None, "x"], f"put and get returned {done}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_call_that_has_to_wait_for_a_limited_time_sleeps():
    """Calls with a timeout block as well, and go on as soon as they can."""
    empty, full = used_before(), used_before()
    full.put("a")
    done = []
    threads = start(
        lambda: done.append(empty.get(timeout=100)), lambda: done.append(full.put("b", timeout=100))
    )
    time.sleep(60)
    assert done == [], "a timed get or put returned before it could do anything"
    began = time.monotonic()
    empty.put("x")
    full.get()
    for thread in threads:
        thread.join()
    waited = time.monotonic() - began
    assert waited < 1, f"the waiting calls went on {waited:.1f} s after they could"
    assert sorted(done, key=str) == [None, "x"], f"put and get returned {done}"


@pytest.mark.symptom("error_contract")
def test_a_wait_that_runs_out_is_a_timeout_error():
    """A get that found nothing in time, and a put that found no room, raise TimeoutError."""
    empty, full = BoundedBuffer(1), BoundedBuffer(1)
    full.put("a")

    def call_in_vain():
        must_raise(TimeoutError, lambda: empty.get(timeout=SHORT), "get on an empty buffer")
        must_raise(TimeoutError, lambda: full.put("b", SHORT), "put on a full buffer")

    together(call_in_vain)
    assert len(empty) == 0, f"a get that timed out left len(buffer) at {len(empty)}"
    assert len(full) == 1, f"a put that timed out left len(buffer) at {len(full)}"


@pytest.mark.symptom("leak")
def test_calls_that_timed_out_leave_nothing_behind():
    """A get that gave up takes no later item, and a put that gave up adds none."""
    buffer = BoundedBuffer(1)
    together(
        lambda: must_raise(TimeoutError, lambda: buffer.get(timeout=SHORT), "get when empty"),
    )
    buffer.put("a")
    assert len(buffer) == 1, "the item went to a get that had already given up"
    together(
        lambda: must_raise(TimeoutError, lambda: buffer.put("b", timeout=SHORT), "put when full"),
    )
    got = drain(buffer)
    assert got == ["a"], f"'a' was put, the put of 'b' gave up, and the buffer held {got}"
    buffer.put("c", timeout=0)
    got = drain(buffer)
    assert got == ["c"], f"'c' was put into the emptied buffer, which then held {got}"


def test_an_item_that_arrives_as_a_get_gives_up_is_not_lost():
    """A get that times out while an item arrives either returns it or leaves it in the buffer."""
    buffer = BoundedBuffer(1)
    got = []
    consumers = start(lambda: succeeded(lambda: got.append(buffer.get(timeout=SHORT))))
    buffer.put("a")
    consumers[0].join()
    left = drain(buffer)
    assert got + left == ["a"], f"'a' was put; the get returned {got}, the buffer holds {left}"


def test_a_put_that_gives_up_as_room_appears_is_in_or_out():
    """A put that times out while a place is freed has put its item exactly if it returned."""
    buffer = BoundedBuffer(1)
    buffer.put("a")
    entered = []
    producers = start(lambda: entered.append(succeeded(lambda: buffer.put("b", timeout=SHORT))))
    got = buffer.get()
    producers[0].join()
    left = drain(buffer)
    assert got == "a", f"'a' was the oldest item, but {got!r} came out"
    due = ["b"] if entered == [True] else []
    assert left == due, f"put('b') succeeded: {entered[0]}, and the buffer holds {left}"


@pytest.mark.symptom("leak")
def test_puts_that_gave_up_use_up_no_room():
    """After puts that raced with their timeouts the buffer still has room for its capacity."""
    buffer = BoundedBuffer(2)
    together(
        lambda: succeeded(lambda: buffer.put("a", timeout=SHORT)),
        lambda: succeeded(lambda: buffer.put("b", timeout=SHORT)),
    )
    held = len(buffer)
    added = 0
    while added < 3 and succeeded(lambda: buffer.put("c", timeout=0)):
        added += 1
    assert held + added == 2, f"{held} items in a buffer of 2 left room for {added} more"


def test_a_get_that_gives_up_swallows_no_wake_up():
    """Of two waiting gets one may time out, but then the item reaches the other."""
    buffer = BoundedBuffer(1)
    hasty, patient = [], []
    threads = start(
        lambda: succeeded(lambda: hasty.append(buffer.get(timeout=SHORT))),
        lambda: patient.append(buffer.get()),
    )
    buffer.put("a")
    threads[0].join()
    if hasty:
        buffer.put("b")
    threads[1].join()
    due = ["a", "b"] if hasty else ["a"]
    assert sorted(hasty + patient, key=str) == due, (
        f"put {due}; the two gets returned {hasty}, {patient}"
    )


def test_a_put_that_gives_up_swallows_no_wake_up():
    """Of two waiting puts one may time out, but then the freed place goes to the other."""
    buffer = BoundedBuffer(1)
    buffer.put("a")
    hasty = []
    threads = start(
        lambda: hasty.append(succeeded(lambda: buffer.put("b", timeout=SHORT))),
        lambda: buffer.put("c"),
    )
    got = [buffer.get()]
    threads[0].join()
    if hasty == [True]:
        got.append(buffer.get())
    threads[1].join()
    got += drain(buffer)
    due = ["a", "b", "c"] if hasty == [True] else ["a", "c"]
    assert sorted(got, key=str) == due, f"the items {due} were put and {got} came out"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize(("timeout", "woken"), [(10, 6), (1, 0.6), (0.5, 0.3)])
def test_a_timeout_runs_from_the_call_not_from_the_last_wake_up(timeout, woken):
    """A get and a put that are woken in vain still give up when the time since the call is up."""
    empty, full = BoundedBuffer(1), BoundedBuffer(1)
    full.put("a")
    gave_up = {}

    def give_up(name, call):
        began = time.monotonic()
        if not succeeded(call):
            gave_up[name] = time.monotonic() - began

    threads = start(
        lambda: give_up("get", lambda: empty.get(timeout=timeout)),
        lambda: give_up("put", lambda: full.put("b", timeout=timeout)),
    )
    time.sleep(woken)
    empty.put("x")
    stolen = succeeded(lambda: empty.get(timeout=0))
    full.get()
    refilled = succeeded(lambda: full.put("c", timeout=0))
    for thread in threads:
        thread.join()
    assert ("get" in gave_up) == stolen, "one item was put; it went to no one or to both gets"
    assert ("put" in gave_up) == refilled, "one place was freed; it went to no one or to both"
    for name, seconds in gave_up.items():
        story = f"{name} with timeout={timeout} gave up after {seconds:g} s"
        assert abs(seconds - timeout) < 0.001, story


@pytest.mark.parametrize(
    ("capacity", "before", "mine", "yours", "rest"),
    [
        (3, (), (("put", 1), ("put", 3)), (("put", 2),), (("get",), ("get",), ("get",))),
        (2, (("put", 1), ("put", 2)), (("get",),), (("get",), ("put", 3)), (("get",),)),
        (2, (), (("put", 1),), (("put", 2), ("get",)), (("get",),)),
        (2, (), (("put", 1), ("put", 2)), (("get",), ("get",)), ()),
        (2, (), (("put", 1), ("put", 2)), (("get", SHORT),), (("get", 0), ("get", 0))),
        (1, (), (("put", 1, SHORT), ("get",)), (("put", 2),), (("get", 0),)),
    ],
    ids=[
        "two_producers",
        "two_consumers_of_whom_one_produces",
        "two_producers_of_whom_one_consumes",
        "producer_and_consumer",
        "get_may_give_up",
        "put_may_give_up",
    ],
)
def test_calls_seem_to_happen_one_after_the_other(capacity, before, mine, yours, rest):
    """What overlapping calls do could have been done one at a time, in some order."""
    buffer, history = used_before(capacity), History()
    make(before, buffer, history)
    together(lambda: make(mine, buffer, history), lambda: make(yours, buffer, history))
    make(rest, buffer, history)
    assert_linearizable(history, Shelf(capacity))
