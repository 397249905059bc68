"""The examples of the prompt, to run by hand: ``pytest test_examples.py``."""

import threading

import pytest
from ticket_booking import TicketOffice


def test_a_seat_is_booked_once() -> None:
    office = TicketOffice(["stalls 1", "stalls 2", "box"])
    assert office.book("ada", "stalls 1") is True
    assert office.book("bob", "stalls 1") is False
    assert office.holder("stalls 1") == "ada"
    assert office.available() == ["stalls 2", "box"]


def test_the_first_free_seat_goes_first() -> None:
    office = TicketOffice(["stalls 1", "stalls 2"])
    assert office.book_any("bob") == "stalls 1"
    assert office.book_any("bob") == "stalls 2"
    assert office.book_any("bob") is None


def test_only_the_holder_cancels() -> None:
    office = TicketOffice(["box"])
    office.book("ada", "box")
    assert office.cancel("bob", "box") is False
    assert office.cancel("ada", "box") is True
    assert office.holder("box") is None


def test_a_seat_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        TicketOffice(["box"]).book("ada", "roof")


def test_two_customers_at_two_windows_get_two_seats() -> None:
    office = TicketOffice(["stalls 1", "stalls 2"])
    threads = [threading.Thread(target=office.book_any, args=(name,)) for name in ("ada", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert office.available() == []
