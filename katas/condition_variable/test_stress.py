"""What a mailbox promises, one scenario for each promise."""

import threading
import time
from contextlib import suppress

import pytest
from condition_variable import Mailbox, MailboxClosed

from judge.testing import History, Raised, assert_linearizable

SHORT = 0.01
CLOSED = "(closed)"
GAVE_UP = "(gave up)"


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


def next_of(mailbox, timeout=None):
    """Return what ``receive`` returns, or CLOSED or GAVE_UP."""
    try:
        return mailbox.receive(timeout=timeout)
    except MailboxClosed:
        return CLOSED
    except TimeoutError:
        return GAVE_UP


def drain(mailbox):
    """Take out what is there now that nobody else uses the mailbox."""
    items = []
    item = next_of(mailbox, timeout=0)
    while item not in (CLOSED, GAVE_UP):
        items.append(item)
        item = next_of(mailbox, timeout=0)
    return items


def used_before():
    """Return an empty mailbox that something has passed through: no event in it is unset."""
    mailbox = Mailbox()
    mailbox.send("old")
    mailbox.receive()
    return mailbox


class Letters:
    """What a mailbox does when one call is made after the other.

    A timed receive may give up even beside an item: somebody else may be about to take that one.
    """

    def __init__(self):
        self.items = ()
        self.closed = False

    def send(self, item):
        if self.closed:
            raise MailboxClosed
        self.items += (item,)

    def receive(self, timeout=None):
        if timeout is not None and not (self.closed and not self.items):
            yield Raised(TimeoutError)
        if self.items:
            item, *left = self.items
            self.items = tuple(left)
            yield item
        elif self.closed:
            yield Raised(MailboxClosed)

    def close(self):
        self.closed = True


class Awkward:
    """An item that does not want to be compared, hashed, counted or asked for its truth."""

    __hash__ = None

    def refuse(self, *others):
        raise AssertionError("nobody has any business with what an item is")

    __eq__ = __bool__ = __len__ = __lt__ = refuse


def make(calls, mailbox, history):
    """Make one call after the other, and note them."""
    for name, *arguments in calls:
        with suppress(TimeoutError, MailboxClosed):
            history.call(name, getattr(mailbox, name), *arguments)


def test_items_arrive_in_the_order_they_were_sent():
    """The oldest item arrives first, and None is an item like any other."""
    mailbox = Mailbox()
    items = ["a", None, 0]
    for item in items:
        result = mailbox.send(item)
        assert result is None, f"send({item!r}) returned {result!r}; it returns nothing"
    for item in items:
        got = next_of(mailbox)
        assert got is item, f"sent 'a', None and 0, then got {got!r} where {item!r} was due"


def test_a_mailbox_has_room_for_everything():
    """A thousand and some items are sent before anybody receives, and all of them arrive."""
    mailbox = Mailbox()
    count = 1030
    for item in range(count):
        mailbox.send(item)
    mailbox.close()
    got = drain(mailbox)
    assert len(got) == count, f"{count} items were sent and {len(got)} arrived"
    assert got == list(range(count)), f"{count} items were sent and arrived in another order"


def test_anything_can_be_an_item():
    """The same item twice, an exception, and one that cannot be compared arrive as they are."""
    mailbox = Mailbox()
    awkward, error = Awkward(), MailboxClosed("only an item")
    items = [awkward, awkward, error, TimeoutError]
    for item in items:
        mailbox.send(item)
    for number, item in enumerate(items, start=1):
        got = mailbox.receive()
        assert got is item, f"receive number {number} did not return the very item that was sent"


def test_a_closed_mailbox_is_emptied_first():
    """What was sent before the close is still received; only then is the mailbox closed."""
    mailbox = Mailbox()
    mailbox.send("a")
    mailbox.send("b")
    mailbox.close()
    got = [next_of(mailbox) for _ in range(4)]
    due = ["a", "b", CLOSED, CLOSED]
    assert got == due, f"sent 'a' and 'b', closed, and four receives came to {got}"


@pytest.mark.symptom("error_contract")
def test_a_closed_mailbox_says_so():
    """After a close send raises MailboxClosed, an empty receive too, and closing again is fine."""
    mailbox = Mailbox()
    result = mailbox.close()
    assert result is None, f"close() returned {result!r}; it returns nothing"
    must_raise(MailboxClosed, lambda: mailbox.send("a"), "send after close()")
    must_raise(MailboxClosed, lambda: mailbox.receive(timeout=0), "receive(timeout=0) after that")
    mailbox.close()
    must_raise(MailboxClosed, lambda: mailbox.receive(timeout=SHORT), "receive after two closes")
    must_raise(MailboxClosed, lambda: mailbox.receive(), "receive() after two closes")


@pytest.mark.symptom("error_contract")
def test_a_negative_timeout_is_refused_and_changes_nothing():
    """A negative timeout is a ValueError even if there is an item, which stays where it is."""
    mailbox = Mailbox()
    mailbox.send("a")
    must_raise(ValueError, lambda: mailbox.receive(timeout=-1), "receive(timeout=-1)")
    must_raise(ValueError, lambda: mailbox.receive(-0.5), "receive(-0.5)")
    got = next_of(mailbox, timeout=0)
    assert got == "a", f"after refused calls the mailbox that held 'a' gave {got!r}"


@pytest.mark.symptom("error_contract")
def test_a_timeout_of_zero_tries_once():
    """With timeout=0 an item that is there is received, and an empty mailbox is a TimeoutError."""
    mailbox = Mailbox()
    must_raise(TimeoutError, lambda: mailbox.receive(timeout=0), "receive(timeout=0) when empty")
    must_raise(TimeoutError, lambda: mailbox.receive(0), "receive(0) when empty")
    mailbox.send("a")
    got = mailbox.receive(0)
    assert got == "a", f"'a' was sent, but receive(0) returned {got!r}"


def test_one_sender_and_one_receiver_keep_the_order():
    """Three items reach a receiver in the order in which they were sent."""
    mailbox = Mailbox()
    got = []

    def send_three():
        for item in (1, 2, 3):
            mailbox.send(item)

    def receive_three():
        while len(got) < 3:
            got.append(next_of(mailbox))

    together(send_three, receive_three)
    assert got == [1, 2, 3], f"1, 2, 3 were sent and {got} arrived"


def test_several_senders_and_receivers_lose_and_double_nothing():
    """Two senders and two receivers: every item arrives exactly once."""
    mailbox = Mailbox()
    first, second = [], []

    def send_two(name):
        mailbox.send(name + "1")
        mailbox.send(name + "2")

    def receive_two(got):
        got.append(next_of(mailbox))
        got.append(next_of(mailbox))

    together(
        lambda: send_two("a"),
        lambda: send_two("b"),
        lambda: receive_two(first),
        lambda: receive_two(second),
    )
    arrived = sorted(first + second, key=str)
    assert arrived == ["a1", "a2", "b1", "b2"], f"sent a1, a2, b1, b2; received {arrived}"
    for got in (first, second):
        assert got not in (["a2", "a1"], ["b2", "b1"]), f"one receiver got {got}: out of order"


def test_two_waiting_receivers_are_both_served():
    """Two items sent one after the other reach two receivers that may both be waiting."""
    mailbox = Mailbox()
    got = []
    receivers = start(
        lambda: got.append(next_of(mailbox)),
        lambda: got.append(next_of(mailbox)),
    )
    mailbox.send("a")
    mailbox.send("b")
    for receiver in receivers:
        receiver.join()
    assert sorted(got, key=str) == ["a", "b"], f"'a' and 'b' were sent and the receivers got {got}"


def test_a_close_wakes_all_who_wait():
    """Receivers of an empty mailbox all learn that it was closed."""
    mailbox = Mailbox()
    got = []
    receivers = start(*[lambda: got.append(next_of(mailbox))] * 3)
    mailbox.close()
    for receiver in receivers:
        receiver.join()
    assert got == [CLOSED] * 3, f"an empty mailbox was closed; three receivers got {got}"


def test_a_last_item_and_a_close_reach_two_who_wait():
    """One item and then a close: one receiver gets the item, the other learns of the close."""
    mailbox = Mailbox()
    got = []
    receivers = start(
        lambda: got.append(next_of(mailbox)),
        lambda: got.append(next_of(mailbox)),
    )
    mailbox.send("a")
    mailbox.close()
    for receiver in receivers:
        receiver.join()
    assert sorted(got, key=str) == [CLOSED, "a"], (
        f"'a' was sent, then closed; the receivers got {got}"
    )


def test_what_was_accepted_is_delivered_and_nothing_else():
    """A send that races with a close either raises MailboxClosed or its item is received."""
    mailbox = Mailbox()
    accepted, got = [], []

    def send_two():
        for item in ("a", "b"):
            try:
                mailbox.send(item)
            except MailboxClosed:
                return
            accepted.append(item)

    def receive_all():
        item = next_of(mailbox)
        while item is not CLOSED:
            got.append(item)
            item = next_of(mailbox)

    together(send_two, receive_all, mailbox.close)
    assert got == accepted, f"the items {accepted} were accepted, {got} were received"
    left = drain(mailbox)
    assert left == [], f"the mailbox was closed and emptied, and yet it holds {left}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_receive_that_has_to_wait_sleeps():
    """A receive blocks while nothing was sent, and senders and closers can go on meanwhile."""
    mailbox, closing = used_before(), used_before()
    got = []
    receivers = start(
        lambda: got.append(next_of(mailbox)),
        lambda: got.append(next_of(closing)),
    )
    time.sleep(60)
    assert got == [], f"nothing was sent, and yet the receivers got {got}"
    mailbox.send("a")
    closing.close()
    for receiver in receivers:
        receiver.join()
    assert sorted(got, key=str) == [CLOSED, "a"], (
        f"one got 'a', one was closed; the receivers got {got}"
    )


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_receive_that_has_to_wait_for_a_limited_time_sleeps():
    """A receive with a timeout blocks as well, and an item or a close wakes it at once."""
    mailbox, closing = used_before(), used_before()
    got = []
    receivers = start(
        lambda: got.append(next_of(mailbox, timeout=100)),
        lambda: got.append(next_of(closing, timeout=100)),
    )
    time.sleep(60)
    assert got == [], f"nothing was sent, and yet the receivers got {got}"
    began = time.monotonic()
    mailbox.send("a")
    closing.close()
    for receiver in receivers:
        receiver.join()
    waited = time.monotonic() - began
    assert sorted(got, key=str) == [CLOSED, "a"], (
        f"one got 'a', one was closed; the receivers got {got}"
    )
    assert waited < 1, f"the receivers went on {waited:.1f} s after the item and the close"


@pytest.mark.symptom("error_contract")
def test_a_wait_that_runs_out_is_a_timeout_error():
    """A receive to which nothing was sent in time raises TimeoutError."""
    mailbox = Mailbox()

    def receive_in_vain():
        must_raise(TimeoutError, lambda: mailbox.receive(timeout=SHORT), "receive(timeout=0.01)")
        must_raise(TimeoutError, lambda: mailbox.receive(SHORT), "receive(0.01)")

    together(receive_in_vain)


@pytest.mark.symptom("leak")
def test_a_receive_that_gave_up_leaves_nothing_behind():
    """An item sent after a receive has given up is there for the next one."""
    mailbox = Mailbox()
    together(
        lambda: must_raise(
            TimeoutError, lambda: mailbox.receive(timeout=SHORT), "receive when empty"
        )
    )
    mailbox.send("a")
    got = next_of(mailbox, timeout=0)
    assert got == "a", f"'a' was sent after a receive had given up; the next receive got {got!r}"


def test_an_item_that_arrives_as_a_receive_gives_up_is_not_lost():
    """A receive that times out while an item arrives returns it or leaves it in the mailbox."""
    mailbox = Mailbox()
    got = []
    receivers = start(lambda: got.append(next_of(mailbox, timeout=SHORT)))
    mailbox.send("a")
    receivers[0].join()
    left = drain(mailbox)
    story = f"'a' was sent; the receive came to {got[0]!r}, the mailbox holds {left}"
    assert (got, left) in ((["a"], []), ([GAVE_UP], ["a"])), story


def test_a_receive_that_gives_up_swallows_no_wake_up():
    """Of two waiting receives one may time out, but then the item reaches the other."""
    mailbox = Mailbox()
    hasty, patient = [], []
    receivers = start(
        lambda: hasty.append(next_of(mailbox, timeout=SHORT)),
        lambda: patient.append(next_of(mailbox)),
    )
    mailbox.send("a")
    receivers[0].join()
    if hasty != [GAVE_UP]:
        mailbox.send("b")
    receivers[1].join()
    due = {"a", GAVE_UP} if hasty == [GAVE_UP] else {"a", "b"}
    assert {*hasty, *patient} == due, f"'a' was sent; the two receives got {hasty}, {patient}"


def test_a_receive_that_gives_up_does_not_swallow_the_close():
    """Of two waiting receives one may time out, but the other learns of the close all the same."""
    mailbox = Mailbox()
    hasty, patient = [], []
    receivers = start(
        lambda: hasty.append(next_of(mailbox, timeout=SHORT)),
        lambda: patient.append(next_of(mailbox)),
    )
    mailbox.close()
    for receiver in receivers:
        receiver.join()
    assert hasty in ([GAVE_UP], [CLOSED]), f"an empty, closed mailbox gave {hasty}"
    assert patient == [CLOSED], f"an empty, closed mailbox gave {patient}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
@pytest.mark.parametrize(("timeout", "woken"), [(10, 6), (1, 0.6), (0.5, 0.3)])
def test_a_timeout_runs_from_the_call_not_from_the_last_wake_up(timeout, woken):
    """A receive that is woken in vain still gives up when the time since the call is up."""
    mailbox = Mailbox()
    waited = []

    def receive():
        began = time.monotonic()
        result = next_of(mailbox, timeout=timeout)
        waited.append((result, time.monotonic() - began))

    receivers = start(receive)
    time.sleep(woken)
    mailbox.send("a")
    snatched = next_of(mailbox, timeout=0)
    receivers[0].join()
    result, seconds = waited[0]
    assert {snatched, result} == {"a", GAVE_UP}, f"one 'a' was sent; got {snatched} and {result}"
    due = woken if result == "a" else timeout
    story = f"receive(timeout={timeout}) came to {result} after {seconds:g} s"
    assert abs(seconds - due) < 0.001, story


@pytest.mark.parametrize(
    ("first", "mine", "yours", "rest"),
    [
        ((), (("send", 1), ("close",)), (("receive", 0), ("receive",)), ()),
        ((), (("send", 1), ("send", 3)), (("send", 2), ("receive",)), (("receive",),) * 2),
        ((), (("send", 1), ("receive", SHORT)), (("close",), ("receive",)), (("receive",),)),
        ((), (("close",), ("send", 1)), (("close",), ("send", 2)), (("receive",),)),
        ((("close",),), (("receive", 0),), (("receive", 0),), ()),
    ],
    ids=[
        "sent_and_closed",
        "two_senders",
        "a_closer_who_receives",
        "closed_by_two",
        "two_tries_after_the_close",
    ],
)
def test_calls_seem_to_happen_one_after_the_other(first, mine, yours, rest):
    """What overlapping calls do could have been done one at a time, in some order."""
    mailbox, history = Mailbox(), History()
    make(first, mailbox, history)
    together(lambda: make(mine, mailbox, history), lambda: make(yours, mailbox, history))
    make(rest, mailbox, history)
    assert_linearizable(history, Letters())
