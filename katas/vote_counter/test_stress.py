"""What the judge asks of a vote counter."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from vote_counter import VoteCounter

COLOURS = ["red", "blue"]


class Unhurried:
    """A voter whose name takes a minute to compare, so that the call it is given to is slow."""

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


def votes(poll: VoteCounter) -> tuple[int, int]:
    """Return what a tally shows for red and for blue."""
    seen = poll.tally()
    return seen["red"], seen["blue"]


def history(colours: list[str]) -> list[tuple[int, int]]:
    """Return the tallies of red and blue that come about when these votes come one by one."""
    prefixes = [colours[:end] for end in range(len(colours) + 1)]
    return [(prefix.count("red"), prefix.count("blue")) for prefix in prefixes]


def test_votes_are_counted_one_by_one() -> None:
    """Every voter counts once, for the first candidate he names; nobody's zero is shown too."""
    poll = VoteCounter(["red", "blue", "grey"])
    empty = poll.tally()
    assert isinstance(empty, dict), f"a tally is a dict, not a {type(empty).__name__}"
    assert empty == {"red": 0, "blue": 0, "grey": 0}, f"nobody has voted: {empty}"
    assert poll.turnout() == 0, f"nobody has voted, the turnout is {poll.turnout()}"
    assert poll.vote("ada", "red") is True, "ada's first vote gives True"
    assert poll.vote("bob", "red") is True, "bob's first vote gives True"
    assert poll.vote("cy", "blue") is True, "cy's first vote gives True"
    assert poll.vote("ada", "blue") is False, "ada's second vote, for another one, gives False"
    assert poll.vote("".join(["b", "ob"]), "red") is False, "bob's second vote gives False"
    seen = poll.tally()
    assert seen == {"red": 2, "blue": 1, "grey": 0}, f"red, red and blue were voted for: {seen}"
    assert poll.turnout() == 3, f"three have voted, the turnout is {poll.turnout()}"


def test_a_tally_is_a_fresh_dict() -> None:
    """A tally stays as it is, and whoever changes it changes nothing else."""
    names = ["red", "blue"]
    poll = VoteCounter(names)
    before = poll.tally()
    poll.vote("ada", "red")
    assert before == {"red": 0, "blue": 0}, f"a vote changed an older tally to {before}"
    before["red"] = 99
    poll.tally().clear()
    seen = poll.tally()
    assert seen == {"red": 1, "blue": 0}, f"tallies were changed by their owners: {seen}"
    assert poll.vote("bob", "blue") is True, "changing a tally keeps nobody from voting"
    assert poll.turnout() == 2, f"two have voted, the turnout is {poll.turnout()}"
    assert names == ["red", "blue"], f"the list of candidates became {names}"


def test_two_polls_have_nothing_to_do_with_each_other() -> None:
    """A voter may vote in two polls, and a poll may have no candidates."""
    spring, autumn, nobody = VoteCounter(COLOURS), VoteCounter(COLOURS), VoteCounter([])
    assert spring.vote("ada", "red") is True, "ada votes in spring"
    assert autumn.vote("ada", "blue") is True, "ada votes in autumn, for the first time there"
    seen = [votes(spring), votes(autumn)]
    assert seen == [(1, 0), (0, 1)], f"red in spring, blue in autumn gave {seen}"
    assert (nobody.tally(), nobody.turnout()) == ({}, 0), "without candidates there are no votes"


@pytest.mark.symptom("error_contract")
@pytest.mark.parametrize("voter", ["new", "repeated"])
def test_an_unknown_candidate_is_a_key_error(voter: str) -> None:
    """An unknown candidate is a KeyError, whoever votes, and changes nothing."""
    poll = VoteCounter(COLOURS)
    poll.vote("repeated", "red")
    for _ in range(2):
        error = error_of(poll.vote, voter, "green")
        assert isinstance(error, KeyError), f"a {voter} voter, for green: {error!r}, no KeyError"
    seen = poll.tally()
    assert seen == {"red": 1, "blue": 0}, f"after two refused votes for green: {seen}"
    assert poll.turnout() == 1, f"after two refused votes the turnout of 1 is {poll.turnout()}"
    answer = poll.vote(voter, "blue")
    assert answer is (voter == "new"), f"a {voter} voter, after an error, for blue: {answer!r}"
    error = error_of(VoteCounter([]).vote, voter, "red")
    assert isinstance(error, KeyError), f"red, in a poll without candidates: {error!r}"


@pytest.mark.parametrize("second", COLOURS)
def test_two_votes_at_once_are_both_counted(second: str) -> None:
    """Two voters vote at the same time, for the same candidate or another, and both count."""
    poll = VoteCounter(COLOURS)
    answers = together(lambda: poll.vote("ada", "red"), lambda: poll.vote("bob", second))
    assert answers == [True, True], f"two voters voted for the first time: {answers}"
    seen = votes(poll)
    expected = (2, 0) if second == "red" else (1, 1)
    assert seen == expected, f"votes for red and {second} gave red, blue = {seen}"
    assert poll.turnout() == 2, f"two have voted, the turnout is {poll.turnout()}"


def test_a_station_with_two_voters_and_one_with_one_lose_nobody() -> None:
    """One thread counts two votes in a row, another one counts a third: there are three."""
    poll = VoteCounter(COLOURS)
    first, second = together(
        lambda: [poll.vote("ada", "red"), poll.vote("bob", "red")],
        lambda: poll.vote("cy", "red"),
    )
    assert [first, second] == [[True, True], True], f"first votes were told {first}, {second}"
    seen = votes(poll)
    assert seen == (3, 0), f"three votes for red gave red, blue = {seen}"


@pytest.mark.parametrize("second", COLOURS)
def test_one_voter_at_two_stations_counts_once(second: str) -> None:
    """One voter votes twice at the same time: one vote counts, and it is the one told True."""
    poll = VoteCounter(COLOURS)
    answers = together(lambda: poll.vote("ada", "red"), lambda: poll.vote("ada", second))
    assert sorted(answers) == [False, True], f"ada voted twice at once: {answers}"
    counted = "red" if answers[0] else second
    seen = votes(poll)
    expected = (1, 0) if counted == "red" else (0, 1)
    assert seen == expected, f"ada's vote for {counted} was told True; red, blue = {seen}"
    assert poll.turnout() == 1, f"ada alone has voted, the turnout is {poll.turnout()}"


def test_a_mistake_does_not_cost_the_vote() -> None:
    """A voter votes at two stations, at one of them for nobody: the other vote counts."""
    poll = VoteCounter(COLOURS)
    error, answer = together(
        lambda: error_of(poll.vote, "ada", "green"), lambda: poll.vote("ada", "red")
    )
    assert isinstance(error, KeyError), f"a vote for green gave {error!r}, not a KeyError"
    assert answer is True, f"ada's only vote for somebody who stands gave {answer!r}"
    seen = votes(poll)
    assert seen == (1, 0), f"ada voted for red; red, blue = {seen}"


@pytest.mark.parametrize("reason", ["unknown", "repeated"])
def test_a_refused_vote_is_never_seen(reason: str) -> None:
    """While a vote is being refused, nobody sees it, neither in a tally nor in the turnout."""
    poll = VoteCounter(COLOURS)
    poll.vote("ada", "red")
    ballot = ("bob", "green") if reason == "unknown" else ("ada", "blue")
    _, seen = together(lambda: error_of(poll.vote, *ballot), lambda: (poll.tally(), poll.turnout()))
    expected = ({"red": 1, "blue": 0}, 1)
    assert seen == expected, f"only ada's vote for red counts, and {seen} was seen"


@pytest.mark.parametrize("order", ["red first", "blue first", "red again"])
def test_a_tally_is_one_moment(order: str) -> None:
    """Votes come one after the other: no tally shows a later one without an earlier one."""
    poll = VoteCounter(COLOURS)
    colours = ["blue", "red"] if order == "blue first" else ["red", "blue"]
    colours += ["red"] if order == "red again" else []

    def vote() -> None:
        for voter, colour in zip(("ada", "bob", "cy"), colours, strict=False):
            poll.vote(voter, colour)

    _, seen = together(vote, lambda: votes(poll))
    real = history(colours)
    assert seen in real, f"the votes were {colours}, red and blue were {real}; a tally saw {seen}"


@pytest.mark.parametrize("order", ["red first", "blue first"])
def test_a_tally_is_one_moment_for_all_stations(order: str) -> None:
    """A second station opens when the first has voted: no tally shows its vote alone."""
    poll = VoteCounter(COLOURS)
    first, second = COLOURS if order == "red first" else reversed(COLOURS)
    voted = threading.Event()

    def early() -> None:
        poll.vote("ada", first)
        voted.set()

    def late() -> None:
        voted.wait()
        poll.vote("bob", second)

    _, _, seen = together(early, late, lambda: votes(poll))
    real = history([first, second])
    assert seen in real, f"{first}, then {second}: red and blue were {real}; a tally saw {seen}"


def test_a_later_tally_shows_no_less() -> None:
    """Of two tallies, one after the other, the second shows what the first did, and more."""
    poll = VoteCounter(COLOURS)

    def vote() -> tuple[int, int]:
        poll.vote("ada", "red")
        return votes(poll)

    _, own, (before, after) = together(
        lambda: poll.vote("bob", "blue"), vote, lambda: (votes(poll), votes(poll))
    )
    assert own[0] == 1, f"ada voted for red, and her tally then showed red, blue = {own}"
    shrunk = after[0] < before[0] or after[1] < before[1]
    assert not shrunk, f"red, blue were {before} in a tally, and {after} in the next one"


def test_the_turnout_is_not_behind_a_tally() -> None:
    """A turnout that is asked for after a tally has at least as many votes."""
    poll = VoteCounter(COLOURS)

    def look() -> tuple[int, int]:
        return sum(votes(poll)), poll.turnout()

    def vote() -> int:
        poll.vote("ada", "red")
        return poll.turnout()

    own, _, (counted, turnout) = together(vote, lambda: poll.vote("bob", "blue"), look)
    assert own >= 1, f"ada had voted, and then the turnout was {own}"
    assert turnout >= counted, f"a tally showed {counted} votes, the turnout after it {turnout}"
    assert turnout <= 2, f"two have voted, and the turnout was {turnout}"
    assert poll.turnout() == 2, f"two have voted, the turnout is {poll.turnout()}"


def test_a_poll_is_as_safe_after_an_error_as_before() -> None:
    """Refused votes do not wear the protection down: a voter still counts once."""
    poll = VoteCounter(COLOURS)
    error_of(poll.vote, "ada", "green")
    error_of(poll.vote, "bob", "green")
    answers = together(lambda: poll.vote("ada", "red"), lambda: poll.vote("ada", "red"))
    assert sorted(answers) == [False, True], f"after errors ada voted twice at once: {answers}"
    seen = votes(poll)
    assert seen == (1, 0), f"ada voted for red once; red, blue = {seen}"


def test_voting_and_looking_at_once_does_not_hang() -> None:
    """A vote, a tally and a turnout, all at once, come to an end and see the same votes."""
    poll = VoteCounter(COLOURS)
    voted, seen, turnout = together(
        lambda: poll.vote("ada", "red"), lambda: votes(poll), poll.turnout
    )
    assert voted is True, f"ada's first vote gave {voted!r}"
    assert seen in [(0, 0), (1, 0)], f"red got its only vote, and red, blue were {seen}"
    assert turnout in (0, 1), f"ada alone votes, and the turnout was {turnout}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_call_that_has_to_wait_neither_spins_nor_polls() -> None:
    """While one vote takes a minute, others wait asleep, and nothing gets lost."""
    poll = VoteCounter(COLOURS)
    poll.vote("ada", "red")
    slow = threading.Thread(target=poll.vote, args=(Unhurried("ada"), "blue"))
    slow.start()
    time.sleep(1)
    first, second, _, _ = together(
        lambda: poll.vote("bob", "red"), lambda: poll.vote("cy", "blue"), poll.tally, poll.turnout
    )
    slow.join()
    assert (first, second) == (True, True), f"bob's and cy's first votes gave {first}, {second}"
    seen = votes(poll)
    assert seen == (2, 1), f"red, red and blue were voted for, and red, blue are {seen}"
    assert poll.turnout() == 3, f"three have voted, the turnout is {poll.turnout()}"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_call_that_has_to_wait_for_a_slow_candidate_neither_spins_nor_polls() -> None:
    """While a vote takes minutes to find its candidate, those who look wait asleep."""
    poll = VoteCounter(COLOURS)

    def look(call: Callable[[], object]) -> None:
        for _ in range(4):
            time.sleep(40)
            call()

    voted, _, _ = together(
        lambda: poll.vote("ada", Unhurried("red")),
        lambda: look(poll.tally),
        lambda: look(poll.turnout),
    )
    assert voted is True, f"ada's first vote gave {voted}"
    seen = votes(poll)
    assert seen == (1, 0), f"red was voted for, and red, blue are {seen}"
    assert poll.turnout() == 1, f"ada has voted, the turnout is {poll.turnout()}"


def test_every_tally_is_a_dict_of_its_own() -> None:
    """Of three tallies each stays as it was, whatever was voted, asked or changed after it."""
    poll = VoteCounter(["red", "blue"])
    before = poll.tally()
    poll.vote("ada", "red")
    after, again = poll.tally(), poll.tally()
    assert before == {"red": 0, "blue": 0}, f"tally was asked again, an older one became {before}"
    after.clear()
    assert again == {"red": 1, "blue": 0}, f"one tally was cleared, and another became {again}"
