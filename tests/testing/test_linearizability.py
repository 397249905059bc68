"""Histories that have an order and histories that have none, told apart."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sequential_models import PENDING, Members, Queue, Register, Row, has_order, history_of

from judge.linearizability import Search
from judge.testing import LinearizabilityUndecided, Raised, assert_linearizable

TIMED_OUT, MISSING = Raised(TimeoutError), Raised(KeyError)
A, B, C = "A", "B", "C"

WITH_AN_ORDER = {
    "nothing happened": (Register(), []),
    "a read between two writes": (
        Register(),
        [(A, "write", (1,), None, 0, 1), (B, "read", (), 1, 2, 3), (A, "write", (2,), None, 4, 5)],
    ),
    "a read beside a write sees the old value": (
        Register(),
        [(A, "write", (1,), None, 0, 3), (B, "read", (), 0, 1, 2)],
    ),
    "a read beside a write sees the new value": (
        Register(),
        [(A, "write", (1,), None, 0, 3), (B, "read", (), 1, 1, 2)],
    ),
    "a call that ended first comes second": (
        Queue(),
        [(A, "get", (), 7, 0, 3), (B, "put", (7,), None, 1, 2)],
    ),
    "a third put that waited for a get": (
        Queue(),
        [
            (A, "put", (1,), None, 0, 1),
            (A, "put", (2,), None, 2, 3),
            (A, "put", (3,), None, 4, 7),
            (B, "get", (), 1, 5, 6),
        ],
    ),
    "a get that gave up beside a put": (
        Queue(),
        [(A, "put", (1,), None, 0, 1), (B, "get", (5,), TIMED_OUT, 2, 3)],
    ),
    "a removal of what was added meanwhile": (
        Members(),
        [(A, "add", (1,), True, 0, 3), (B, "remove", (1,), None, 1, 2)],
    ),
    "a removal of what was not there": (Members(), [(A, "remove", (1,), MISSING, 0, 1)]),
    "a write that has not ended was seen": (
        Register(),
        [(A, "write", (1,), None, 0, PENDING), (B, "read", (), 1, 1, 2)],
    ),
    "a write that has not ended was not seen": (
        Register(),
        [(A, "write", (1,), None, 0, PENDING), (B, "read", (), 0, 1, 2)],
    ),
    "a call still waiting": (Queue(), [(A, "get", (), None, 0, PENDING)]),
}
WITHOUT_AN_ORDER = {
    "a read of what was overwritten": (
        Register(),
        [(A, "write", (1,), None, 0, 1), (B, "read", (), 0, 2, 3)],
    ),
    "a value that goes and comes back": (
        Register(),
        [(A, "write", (1,), None, 0, 9), (B, "read", (), 1, 1, 2), (B, "read", (), 0, 3, 4)],
    ),
    "two readers that disagree on the order": (
        Register(),
        [(A, "write", (1,), None, 0, 9), (B, "read", (), 1, 1, 2), (C, "read", (), 0, 3, 4)],
    ),
    "items in the wrong order": (
        Queue(),
        [(A, "put", (1,), None, 0, 1), (A, "put", (2,), None, 2, 3), (B, "get", (), 2, 4, 5)],
    ),
    "an item taken twice": (
        Queue(),
        [(A, "put", (1,), None, 0, 9), (B, "get", (), 1, 1, 5), (C, "get", (), 1, 2, 6)],
    ),
    "a put into a full queue": (
        Queue(),
        [(thread, "put", (1,), None, 0, 9) for thread in (A, B, C)],
    ),
    "a get without a timeout that gave up": (Queue(), [(A, "get", (), TIMED_OUT, 0, 1)]),
    "the wrong exception": (Members(), [(A, "remove", (1,), TIMED_OUT, 0, 1)]),
    "an exception where there was an answer": (Members(), [(A, "add", (1,), MISSING, 0, 1)]),
    "two that both were first": (
        Members(),
        [(A, "add", (1,), True, 0, 2), (B, "add", (1,), True, 1, 3)],
    ),
    "a write that was seen before it began": (
        Register(),
        [(B, "read", (), 1, 0, 1), (A, "write", (1,), None, 2, PENDING)],
    ),
}


@pytest.mark.parametrize(("model", "rows"), WITH_AN_ORDER.values(), ids=WITH_AN_ORDER)
def test_calls_with_an_order_pass(model: Any, rows: list[Row]) -> None:
    assert_linearizable(history_of(*rows), model)


@pytest.mark.parametrize(("model", "rows"), WITHOUT_AN_ORDER.values(), ids=WITHOUT_AN_ORDER)
def test_calls_without_an_order_fail(model: Any, rows: list[Row]) -> None:
    with pytest.raises(AssertionError):
        assert_linearizable(history_of(*rows), model)


def random_rows(random: Random, names: dict[str, Any], answers: dict[str, Any]) -> list[Any]:
    rows: list[Any] = []
    threads = random.randint(2, 3)
    for thread in (A, B, C)[:threads]:
        now = random.randint(0, 3)
        for number in range(random.randint(1, 2)):
            began, now = now + 1, now + random.randint(2, 6)
            name = random.choice(sorted(names))
            ended = PENDING if number and random.random() < 0.3 else now
            given = random.choice(names[name])
            # No two events at the same moment.
            moment = {A: 0, B: 1, C: 2}[thread]
            at = None if ended is None else 3 * ended + moment
            answer = random.choice(answers.get(name, [None]))
            rows.append((thread, name, given, answer, 3 * began + moment, at))
    return rows


@pytest.mark.parametrize(
    ("model", "names", "answers"),
    [
        (Register(), {"write": [(1,), (2,)], "read": [()]}, {"read": [0, 1, 2]}),
        (Queue(), {"put": [(1,), (2,)], "get": [(), (5,)]}, {"get": [1, 2, TIMED_OUT]}),
        (
            Members(),
            {"add": [(1,), (2,)], "remove": [(1,), (2,)]},
            {"add": [True, False], "remove": [None, MISSING]},
        ),
    ],
    ids=["register", "queue", "set"],
)
def test_the_search_agrees_with_trying_every_order(model: Any, names: Any, answers: Any) -> None:
    random, found = Random(1), []
    for _ in range(400):
        rows = random_rows(random, names, answers)
        history = history_of(*rows)
        calls, ended = history.calls()
        search, due = Search(calls=calls, ended=ended, cap=10_000), has_order(history, model)
        assert search.finds_order(model) == due, rows
        found.append(due)
        if not due:
            assert search.culprit(model) is not None
    assert min(found.count(True), found.count(False)) > 50, found.count(True)


def overlapping(number: int, answer: int) -> Search:
    rows = [(f"T{i:02}", "write", (1,), None, i, 100 + i) for i in range(number)]
    calls, ended = history_of(*rows, ("Z", "read", (), answer, 50, 60)).calls()
    return Search(calls=calls, ended=ended, cap=100_000)


def test_a_situation_is_looked_at_only_once() -> None:
    search = overlapping(10, answer=7)
    assert not search.finds_order(Register())
    # Ten writes have 3,628,800 orders, and 1,024 sets of those that have been placed.
    assert search.visited == 1024


def test_an_order_that_is_there_is_found_without_looking_at_much() -> None:
    search = overlapping(10, answer=1)
    assert search.finds_order(Register())
    assert search.visited < 15


def test_giving_up_is_neither_right_nor_wrong() -> None:
    rows = [(f"T{i:02}", "write", (1,), None, i, 100 + i) for i in range(10)]
    history = history_of(*rows, ("Z", "read", (), 7, 50, 60))
    with pytest.raises(
        LinearizabilityUndecided, match=r"100 calls of the model .* 11 calls"
    ) as info:
        assert_linearizable(history, Register(), cap=100)
    assert not isinstance(info.value, AssertionError)


def test_a_failure_that_was_found_is_told_even_where_telling_it_well_costs_too_much() -> None:
    history = history_of(*[(t, "add", (1,), True, 0, 9 + i) for i, t in enumerate((A, B, C))])
    calls, ended = history.calls()
    search = Search(calls=calls, ended=ended, cap=10_000)
    assert not search.finds_order(Members())
    with pytest.raises(AssertionError, match="no order of these calls"):
        assert_linearizable(history, Members(), cap=search.tried)


def test_the_story_names_the_call_that_fits_nowhere_and_what_it_would_have_answered() -> None:
    history = history_of(
        ("Ann", "put", (1,), None, 0, 1),
        ("Ann", "put", (2,), None, 2, 5),
        ("Bob", "get", (), 2, 3, 4),
        ("Bob", "get", (), 1, 6, PENDING),
    )
    with pytest.raises(AssertionError) as info:
        assert_linearizable(history, Queue())
    assert str(info.value).splitlines() == [
        "get() -> 2, called by Bob, fits nowhere among the calls: "
        "wherever it could stand it would return 1",
        "  Ann  []       put(1) -> None",
        "  Bob    [=]    get() -> 2",
        "  Ann     [=]   put(2) -> None",
        "  Bob        [  get() has not ended",
    ]


def test_a_call_that_ought_to_wait_is_said_to() -> None:
    with pytest.raises(AssertionError, match=r"it would wait\n"):
        assert_linearizable(history_of((A, "get", (), 3, 0, 1)), Queue())
    with pytest.raises(AssertionError, match=r"it would raise KeyError\n"):
        assert_linearizable(history_of((A, "remove", (3,), None, 0, 1)), Members())


def test_a_model_is_left_as_it_was() -> None:
    model = Queue()
    assert_linearizable(history_of((A, "put", (1,), None, 0, 1)), model)
    assert model.items == ()


def test_a_state_that_cannot_be_compared_is_refused() -> None:
    class Careless:
        def __init__(self) -> None:
            self.items: list[int] = []

        def put(self, item: int) -> None:
            self.items.append(item)

    with pytest.raises(TypeError, match="keep the state of Careless in attributes that are tuples"):
        assert_linearizable(history_of((A, "put", (1,), None, 0, 1)), Careless())


def test_a_call_the_model_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="the model Register has no method swap"):
        assert_linearizable(history_of((A, "swap", (1,), None, 0, 1)), Register())
