"""The examples of the prompt, to run by hand: ``pytest test_examples.py``."""

import threading

import pytest
from vote_counter import VoteCounter


def test_a_voter_votes_once() -> None:
    poll = VoteCounter(["red", "blue"])
    assert poll.vote("ada", "red") is True
    assert poll.vote("ada", "blue") is False
    assert poll.tally() == {"red": 1, "blue": 0}
    assert poll.turnout() == 1


def test_a_candidate_who_does_not_stand_is_an_error() -> None:
    poll = VoteCounter(["red", "blue"])
    with pytest.raises(KeyError):
        poll.vote("ada", "green")
    assert poll.vote("ada", "blue") is True


def test_a_tally_belongs_to_the_one_who_asked() -> None:
    poll = VoteCounter(["red"])
    early = poll.tally()
    poll.vote("ada", "red")
    assert early == {"red": 0}


def test_votes_from_two_stations_add_up() -> None:
    poll = VoteCounter(["red", "blue"])
    ballots = [("ada", "red"), ("bob", "red")]
    stations = [threading.Thread(target=poll.vote, args=ballot) for ballot in ballots]
    for station in stations:
        station.start()
    for station in stations:
        station.join()
    assert poll.tally() == {"red": 2, "blue": 0}
