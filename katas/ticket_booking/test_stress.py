"""What the judge asks of a ticket office."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from ticket_booking import TicketOffice


class Unhurried:
    """A customer whose name takes a minute to compare, so that the call it is given to is slow."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        time.sleep(60)
        return self.name == other


def together(*calls: Callable[[], object]) -> list[object]:
    """Make every call in a thread of its own, all at once, and return what they returned."""
    answers: list[object] = [None] * len(calls)

    def work(place: int) -> None:
        answers[place] = calls[place]()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def error_of(call: Callable[..., object], *args: object) -> Exception | None:
    """Return the exception that the call raises, None when it raises none."""
    try:
        call(*args)
    except Exception as error:
        return error
    return None


def office_with(*holders: str | None) -> TicketOffice:
    """Return an office with the seats A, B, … held by these customers, None for a free one."""
    seats = [chr(ord("A") + place) for place in range(len(holders))]
    office = TicketOffice(seats)
    for seat, holder in zip(seats, holders, strict=True):
        if holder is not None:
            booked = office.book(holder, seat)
            assert booked is True, f"{holder} books {seat}, which is free: {booked!r}"
    return office


def test_one_customer_after_another() -> None:
    """A seat is booked once, cancelled by its holder alone, and then free again."""
    office = TicketOffice(["Z", "A"])
    assert office.book("ada", "Z") is True, "the first to book a seat gets True"
    assert office.book("bob", "Z") is False, "a seat that somebody holds is not booked again"
    assert office.book("ada", "Z") is False, "booking one's own seat again gives False"
    assert office.holder("Z") == "ada", f"ada booked Z, its holder is {office.holder('Z')!r}"
    assert office.cancel("bob", "Z") is False, "bob cannot cancel what ada holds"
    assert office.holder("Z") == "ada", "a refused cancellation takes nobody's seat"
    assert office.cancel("".join(["a", "da"]), "Z") is True, "ada cancels what she holds"
    assert office.cancel("ada", "Z") is False, "a cancelled seat cannot be cancelled again"
    assert office.cancel("ada", "A") is False, "a seat that nobody ever held cannot be cancelled"
    assert office.holder("Z") is None, f"Z was cancelled, its holder is {office.holder('Z')!r}"
    assert office.book("bob", "Z") is True, "a cancelled seat can be booked again"
    assert office.book("bob", "A") is True, "one customer may hold several seats"
    held = [office.holder("Z"), office.holder("A")]
    assert held == ["bob", "bob"], f"bob booked Z and A, their holders are {held}"


def test_free_seats_keep_the_order_they_were_given_in() -> None:
    """book_any and available go by the order given, however seats were booked and cancelled."""
    office = TicketOffice(["M", "Z", "A"])
    assert office.available() == ["M", "Z", "A"], f"all is free: {office.available()}"
    taken = [office.book_any(name) for name in ("ada", "bob", "cy", "dan")]
    assert taken == ["M", "Z", "A", None], f"four times book_any for M, Z, A gave {taken}"
    assert office.available() == [], f"sold out, and {office.available()} are free"
    held = [office.holder(seat) for seat in ("M", "Z", "A")]
    assert held == ["ada", "bob", "cy"], f"M, Z, A went to ada, bob, cy, the holders are {held}"
    office.cancel("cy", "A")
    office.cancel("bob", "Z")
    assert office.available() == ["Z", "A"], f"Z and A are free: {office.available()}"
    assert office.book("eve", "Z") is True, "eve books Z, which is free"
    last = office.book_any("dan")
    assert last == "A", f"only A is free, and book_any gave {last}"
    office.cancel("eve", "Z")
    office.cancel("ada", "M")
    assert office.available() == ["M", "Z"], f"M and Z are free: {office.available()}"
    first = office.book_any("fay")
    assert first == "M", f"M and Z are free, M is first, and book_any gave {first}"


def test_a_list_of_free_seats_is_a_snapshot() -> None:
    """What available returned stays as it is, and whoever changes it changes nothing else."""
    seats = ["A", "B"]
    office = TicketOffice(seats)
    before = office.available()
    office.book("ada", "A")
    assert before == ["A", "B"], f"A was booked, and an older list of free seats became {before}"
    before.clear()
    office.available().append("C")
    assert office.available() == ["B"], f"only A is booked, {office.available()} are free"
    assert seats == ["A", "B"], f"the list the office was opened with became {seats}"


def test_two_offices_have_nothing_to_do_with_each_other() -> None:
    """Two offices with the same seats each sell their own, and one without seats is sold out."""
    seats = ["A", "B"]
    monday, tuesday = TicketOffice(seats), TicketOffice(seats)
    assert monday.book("ada", "A") is True, "ada books A for monday"
    assert tuesday.book_any("bob") == "A", "A is booked for monday, not for tuesday"
    held = [monday.holder("A"), tuesday.holder("A")]
    assert held == ["ada", "bob"], f"monday's and tuesday's A are held by {held}"
    nothing = TicketOffice([])
    assert nothing.book_any("ada") is None, "an office without seats is sold out"
    assert nothing.available() == [], "an office without seats has none to offer"


@pytest.mark.symptom("error_contract")
@pytest.mark.parametrize("method", ["book", "cancel", "holder"])
def test_an_unknown_seat_is_a_key_error(method: str) -> None:
    """An unknown seat is a KeyError each time, changes nothing, and the office works on."""
    office = office_with("ada", None)
    args = ("C",) if method == "holder" else ("ada", "C")
    for _ in range(2):
        error = error_of(getattr(office, method), *args)
        assert isinstance(error, KeyError), f"{method}{args} gave {error!r}, not a KeyError"
    assert office.available() == ["B"], f"after an error B alone is free: {office.available()}"
    error = error_of(office.holder, "C")
    assert isinstance(error, KeyError), f"after an error holder('C') gave {error!r}"
    assert office.book("bob", "B") is True, "after an error the office works as before"
    assert office.cancel("ada", "A") is True, "after an error the office works as before"


def test_of_two_who_want_one_seat_one_gets_it() -> None:
    """Two customers book the same seat at once: one gets it and is its holder."""
    office = office_with(None)
    answers = together(lambda: office.book("ada", "A"), lambda: office.book("bob", "A"))
    assert sorted(answers) == [False, True], f"ada and bob booked one seat: {answers}"
    winner = "ada" if answers[0] else "bob"
    assert office.holder("A") == winner, f"{winner} got A, its holder is {office.holder('A')!r}"


def test_one_customer_at_two_windows_gets_a_seat_once() -> None:
    """Two calls book the same seat for one customer: only one of them is told True."""
    office = office_with(None)
    answers = together(lambda: office.book("ada", "A"), lambda: office.book("ada", "A"))
    assert sorted(answers) == [False, True], f"ada booked one seat twice at once: {answers}"


def test_who_is_refused_finds_the_holder() -> None:
    """A customer who is refused can look at once who holds the seat, and it is not on offer."""
    office = office_with(None)

    def try_and_look() -> tuple[bool, str | None, list[str]]:
        return office.book("bob", "A"), office.holder("A"), office.available()

    booked, seen = together(lambda: office.book("ada", "A"), try_and_look)
    got, holder, free = seen
    assert booked is not got, f"ada and bob booked one seat: {booked}, {got}"
    expected = "bob" if got else "ada"
    assert holder == expected, f"bob was told {got}, then looked who holds A: {holder!r}"
    assert free == [], f"bob was told {got}, then saw {free} on offer"


@pytest.mark.parametrize("seats", [1, 2])
def test_two_who_take_any_seat_get_different_ones(seats: int) -> None:
    """Two customers take whatever is free at once: two seats go to both, one goes to one."""
    office = office_with(*[None] * seats)
    answers = together(lambda: office.book_any("ada"), lambda: office.book_any("bob"))
    expected = {"A", "B"} if seats == 2 else {"A", None}
    assert set(answers) == expected, f"two took any of {seats} seats and got {answers}"
    for customer, seat in zip(("ada", "bob"), answers, strict=True):
        if seat is not None:
            holder = office.holder(seat)
            assert holder == customer, f"{customer} got {seat}, which {holder!r} holds"
    assert office.available() == [], f"all seats are sold, {office.available()} are free"


def test_a_seat_that_is_snatched_is_replaced_by_the_next() -> None:
    """One customer books the first seat while another takes any: both are served."""
    office = office_with(None, None)
    booked, seat = together(lambda: office.book("ada", "A"), lambda: office.book_any("bob"))
    assert (booked, seat) in [(True, "B"), (False, "A")], f"book: {booked}, book_any: {seat}"
    held = [office.holder("A"), office.holder("B")]
    expected = ["ada", "bob"] if booked else ["bob", None]
    assert held == expected, f"book: {booked}, book_any: {seat}, and the holders are {held}"


def test_nobody_is_sent_away_while_a_seat_is_free() -> None:
    """One seat becomes free before the other one is booked, so that book_any always finds one."""
    office = office_with("ada", None)

    def swap() -> bool:
        office.cancel("ada", "A")
        return office.book("bob", "B")

    booked, seat = together(swap, lambda: office.book_any("cy"))
    expected = "A" if booked else "B"
    assert seat == expected, f"A was freed, B booked ({booked}), never sold out; cy got {seat}"
    held = office.holder(expected)
    assert held == "cy", f"cy got {seat}, which {held!r} holds"


def test_the_first_free_seat_is_not_passed_over() -> None:
    """A becomes free before B does, so that B is never the first free seat."""
    office = office_with("ada", "bob")

    def free_both() -> None:
        office.cancel("ada", "A")
        office.cancel("bob", "B")

    _, seat = together(free_both, lambda: office.book_any("cy"))
    assert seat in (None, "A"), f"A was freed first, then B, and cy got {seat}"
    expected = ["A", "B"] if seat is None else ["B"]
    assert office.available() == expected, f"cy got {seat}, {office.available()} are free"


@pytest.mark.parametrize("first", ["cancel", "book"])
def test_the_free_seats_are_those_of_one_moment(first: str) -> None:
    """While one seat is cancelled and one is booked, no list shows a hall that never was."""
    holders = ("ada", None) if first == "cancel" else (None, "ada")
    office = office_with(*holders)

    def change() -> None:
        if first == "cancel":
            office.cancel("ada", "A")
            office.book("bob", "B")
        else:
            office.book("bob", "A")
            office.cancel("ada", "B")

    middle = ["A", "B"] if first == "cancel" else []
    real = [["B"], middle, ["A"]] if first == "cancel" else [["A"], middle, ["B"]]
    _, seen = together(change, office.available)
    assert seen in real, f"the free seats were {real}, one after the other; available saw {seen}"


@pytest.mark.parametrize("between", [4, 8])
def test_two_looks_that_agree_are_no_proof(between: int) -> None:
    """Ada goes to and fro all the time, and books the next seat before she gives hers back."""
    office = office_with(None, *["eve"] * between, "ada", *["eve"] * between)
    last = chr(ord("A") + between + 1)

    def to_and_fro() -> list[str | None]:
        held = []
        for there, back in [("A", last), (last, "A")] * 5:
            office.book("ada", there)
            office.cancel("ada", back)
            held += [office.holder(there), office.holder(back)]
        return held

    held, free = together(to_and_fro, office.available)
    assert held == ["ada", None] * 10, f"ada moved ten times, the seats were held by {held}"
    assert free in (["A"], [], [last]), f"ada always holds A or {last}; available saw {free}"


@pytest.mark.parametrize("between", [4, 8])
def test_a_hall_that_looks_sold_out_twice_may_never_be_it(between: int) -> None:
    """Ada goes to and fro all the time, and gives her seat back before she books the next one."""
    office = office_with("ada", *["eve"] * between, None, *["eve"] * between)
    last = chr(ord("A") + between + 1)

    def to_and_fro() -> set[str | None]:
        held = set()
        for there, back in [(last, "A"), ("A", last)] * 5:
            office.cancel("ada", back)
            office.book("ada", there)
            held |= {office.holder(there), office.holder(there)}
        return held

    held, seat = together(to_and_fro, lambda: office.book_any("cy"))
    assert held <= {"ada", "cy"}, f"after ada's booking her seat was held by one of {held}"
    assert seat in ("A", last), f"A or {last} was free until cy came, and book_any gave {seat}"
    assert office.holder(seat) == "cy", f"cy got {seat}, which {office.holder(seat)!r} holds"


@pytest.mark.parametrize("change", ["book", "book_any", "cancel"])
def test_holder_and_available_tell_the_same_story(change: str) -> None:
    """While a seat changes hands, whoever has seen it changed does not see it unchanged again."""
    office = office_with("ada" if change == "cancel" else None)
    args = ("ada",) if change == "book_any" else ("ada", "A")

    def look() -> list[bool]:
        free = [office.available() == ["A"], office.holder("A") is None]
        free.append(office.available() == ["A"])
        return free

    _, free = together(lambda: getattr(office, change)(*args), look)
    story = free if change == "cancel" else [not seen for seen in free]
    assert story == sorted(story), f"{change} beside three looks, which saw A as free: {free}"


def test_a_seat_that_was_seen_free_can_be_had() -> None:
    """While a seat is cancelled, whoever has seen it free gets it, as nobody else wants it."""
    office = office_with(None)
    given = office.book_any("ada")
    assert given == "A", f"A was free, and book_any gave {given}"

    def look_and_take() -> tuple[bool, str | None]:
        free = office.available() == ["A"] or office.holder("A") is None
        return free, office.book_any("bob")

    cancelled, (free, seat) = together(lambda: office.cancel("ada", "A"), look_and_take)
    assert cancelled is True, f"ada cancelled the seat she held: {cancelled!r}"
    assert seat in ("A", None), f"A is the only seat there is, and book_any gave {seat}"
    assert seat == "A" or not free, f"bob saw A free, nobody else came, and book_any gave {seat}"


def test_a_seat_is_cancelled_once() -> None:
    """A customer cancels at two windows at once: one call is told True."""
    office = office_with("ada")
    answers = together(lambda: office.cancel("ada", "A"), lambda: office.cancel("ada", "A"))
    assert sorted(answers) == [False, True], f"one seat was cancelled twice at once: {answers}"
    assert office.available() == ["A"], f"A was cancelled, {office.available()} are free"


def test_a_late_cancellation_does_not_hit_the_next_holder() -> None:
    """Ada cancels at two windows while bob books: what bob got stays his."""
    office = office_with("ada")
    *cancelled, booked = together(
        lambda: office.cancel("ada", "A"),
        lambda: office.cancel("ada", "A"),
        lambda: office.book("bob", "A"),
    )
    assert sorted(cancelled) == [False, True], f"one seat was cancelled twice: {cancelled}"
    expected = "bob" if booked else None
    holder = office.holder("A")
    assert holder == expected, f"bob was told {booked}, the holder of A is {holder!r}"


def test_a_seat_booked_and_cancelled_beside_another_booking() -> None:
    """Whoever was told True holds the seat until she cancels it, and nobody else does."""
    office = office_with(None)

    def come_and_go() -> tuple[bool, bool]:
        return office.book("ada", "A"), office.cancel("ada", "A")

    (came, went), booked = together(come_and_go, lambda: office.book("bob", "A"))
    assert came is went, f"ada's booking: {came}, her cancellation: {went}"
    assert came or booked, "A was free, and both customers were refused"
    expected = "bob" if booked else None
    holder = office.holder("A")
    assert holder == expected, f"bob was told {booked}, and the holder of A is {holder!r}"


def test_refused_calls_get_in_nobodys_way() -> None:
    """A refused booking and a refused cancellation are not seen by anybody, nor used."""
    office = office_with("ada")
    cancelled, rebooked, (booked, seen) = together(
        lambda: office.cancel("bob", "A"),
        lambda: office.book("ada", "A"),
        lambda: (office.book("cy", "A"), office.holder("A")),
    )
    answers = [cancelled, rebooked, booked]
    assert answers == [False, False, False], f"ada holds A; cancel, book, book gave {answers}"
    assert seen == "ada", f"ada holds A all the time, the holder was seen as {seen!r}"
    assert office.holder("A") == "ada", f"at the end A is held by {office.holder('A')!r}"


def test_a_refused_booking_costs_no_seat() -> None:
    """While a booking is refused and a cancellation too, the seat that is free can be had."""
    office = office_with("ada", None)
    refused, cancelled, seat = together(
        lambda: office.book("bob", "A"),
        lambda: office.cancel("bob", "B"),
        lambda: office.book_any("cy"),
    )
    assert (refused, cancelled) == (False, False), f"book: {refused}, cancel: {cancelled}"
    assert seat == "B", f"B was free all the time, and book_any gave {seat}"


@pytest.mark.parametrize("method", ["book", "cancel", "holder"])
def test_an_error_comes_out_where_it_was_made(method: str) -> None:
    """One call asks for an unknown seat, another one books at the same time: one KeyError."""
    office = office_with(None)
    args = ("X",) if method == "holder" else ("ada", "X")
    error, booked = together(
        lambda: error_of(getattr(office, method), *args), lambda: office.book("bob", "A")
    )
    assert isinstance(error, KeyError), f"{method}{args} gave {error!r}, not a KeyError"
    assert booked is True, f"A was free, somebody else asked for X, and bob was told {booked!r}"


def test_an_office_is_as_safe_after_an_error_as_before() -> None:
    """Unknown seats do not wear the protection down: one seat still goes to one customer."""
    office = office_with(None)
    error_of(office.book, "ada", "X")
    error_of(office.cancel, "ada", "X")
    answers = together(lambda: office.book("ada", "A"), lambda: office.book("bob", "A"))
    assert sorted(answers) == [False, True], f"after errors ada and bob booked A: {answers}"


def test_looking_and_taking_at_once_does_not_hang() -> None:
    """A list of free seats and a booking of any seat both come to an end."""
    office = office_with("ada", None)
    free, seat = together(office.available, lambda: office.book_any("bob"))
    assert free in (["B"], []), f"B was free, then booked; available saw {free}"
    assert seat == "B", f"only B was free, all the time, and book_any gave {seat}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_call_that_has_to_wait_neither_spins_nor_polls() -> None:
    """While one cancellation takes a minute, others wait asleep, and nothing gets lost."""
    office = office_with("ada", "bob", None)
    slow = threading.Thread(target=office.cancel, args=(Unhurried("ada"), "A"))
    slow.start()
    time.sleep(1)
    booked, seat, cancelled, _, _ = together(
        lambda: office.book("cy", "C"),
        lambda: office.book_any("dan"),
        lambda: office.cancel("bob", "B"),
        lambda: office.holder("A"),
        office.available,
    )
    slow.join()
    assert cancelled is True, f"bob cancelled the seat he held: {cancelled!r}"
    held = [office.holder(name) for name in "ABC"]
    expected = ["cy" if booked and name == "C" else None for name in "ABC"]
    if seat is not None:
        expected["ABC".index(seat)] = "dan"
    assert held == expected, f"book C: {booked}, book_any: {seat}; A, B, C are held by {held}"


def test_every_list_of_free_seats_is_a_list_of_its_own() -> None:
    """Of three lists each stays as it was, whatever was booked, asked or changed after it."""
    office = TicketOffice(["A", "B"])
    before = office.available()
    office.book("ada", "A")
    after, again = office.available(), office.available()
    assert before == ["A", "B"], f"available was asked again, and an older list became {before}"
    after.clear()
    assert again == ["B"], f"one list was cleared, and another one became {again}"
