"""What the judge asks of ordered execution."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from ordered_execution import OrderedExecution

Errors = tuple[BaseException | None, ...]


class Abort(BaseException):
    """Something an action raises that is no ``Exception``."""


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


def error_of(call: Callable[..., object], *args: object) -> BaseException | None:
    """Return the ``Exception`` or ``Abort`` that the call raises, None when it raises none."""
    try:
        call(*args)
    except (Exception, Abort) as error:
        return error
    return None


def raiser(error: BaseException) -> Callable[[], object]:
    """Return an action that raises the error."""

    def action() -> object:
        raise error

    return action


def test_one_thread_alone_can_take_all_the_turns() -> None:
    """Turns taken in order run at once and return what their actions return."""
    order = OrderedExecution(3)
    answers = [order.run(turn, lambda turn=turn: f"answer {turn}") for turn in range(3)]
    assert answers == ["answer 0", "answer 1", "answer 2"], f"three turns returned {answers}"


@pytest.mark.symptom("error_contract")
def test_a_turn_outside_the_range_is_refused() -> None:
    """A turn below 0 or above n-1 is a ValueError, calls nothing and spoils nothing."""
    called: list[str] = []
    empty = error_of(OrderedExecution(0).run, 0, lambda: called.append("none of none"))
    assert isinstance(empty, ValueError), f"turn 0 of 0 gave {empty!r}, not a ValueError"
    order = OrderedExecution(1)
    below = error_of(order.run, -1, lambda: called.append("-1"))
    assert isinstance(below, ValueError), f"turn -1 of 1 gave {below!r}, not a ValueError"
    assert order.run(0, lambda: "fine") == "fine", "after an error turn 0 works as before"
    above = error_of(order.run, 1, lambda: called.append("1"))
    assert isinstance(above, ValueError), f"turn 1 of 1 gave {above!r}, not a ValueError"
    assert called == [], f"refused actions were called: {called}"


@pytest.mark.symptom("error_contract")
def test_a_turn_is_given_out_once() -> None:
    """Asking for a finished turn is a RuntimeError, however it ended; later turns still work."""
    order = OrderedExecution(2)
    called: list[str] = []
    order.run(0, lambda: called.append("0"))
    again = error_of(order.run, 0, lambda: called.append("0 again"))
    assert isinstance(again, RuntimeError), f"a second turn 0 gave {again!r}, not a RuntimeError"
    error_of(order.run, 1, raiser(ArithmeticError("boom")))
    again = error_of(order.run, 1, lambda: called.append("1 again"))
    assert isinstance(again, RuntimeError), f"turn 1 again, after it failed, gave {again!r}"
    assert called == ["0"], f"actions called: {called}, expected only the first one of turn 0"


@pytest.mark.parametrize("kind", ["Exception", "BaseException"])
def test_an_action_that_raises_completes_its_turn(kind: str) -> None:
    """Its exception reaches the caller, and the next turn goes ahead."""
    order = OrderedExecution(2)
    boom = Abort("boom") if kind == "BaseException" else ArithmeticError("boom")
    error = error_of(order.run, 0, raiser(boom))
    assert error is boom, f"the action of turn 0 raised {boom!r}, its caller got {error!r}"
    following = order.run(1, lambda: "next")
    assert following == "next", f"turn 1 after a failed turn 0 returned {following!r}"


class EmptyError(Exception):
    """An exception that is false in an ``if``."""

    def __len__(self) -> int:
        return 0


def test_what_an_action_returns_or_raises_is_passed_on_as_it_is() -> None:
    """False answers stay what they are, and an exception is an error only if it was raised."""
    answers: list[object] = [None, 0, [], KeyError("only an answer"), EmptyError]
    error = EmptyError()
    order = OrderedExecution(len(answers) + 1)
    for turn, answer in enumerate(answers):
        got = order.run(turn, lambda answer=answer: answer)
        assert got is answer, f"an action returned {answer!r}, and its run {got!r}"
    raised = error_of(order.run, len(answers), raiser(error))
    assert raised is error, f"an action raised a false exception, and its run {raised!r}"


def test_two_turns_keep_their_order() -> None:
    """The action of turn 1 starts after the action of turn 0 has ended."""
    order = OrderedExecution(2)
    log: list[str] = []

    def action(turn: int) -> None:
        log.append(f"{turn} starts")
        log.append(f"{turn} ends")

    together(lambda: order.run(1, lambda: action(1)), lambda: order.run(0, lambda: action(0)))
    assert log == ["0 starts", "0 ends", "1 starts", "1 ends"], f"it happened as {log}"


def test_three_turns_keep_their_order_and_their_answers() -> None:
    """Whoever arrives first, actions run in the order of turns and answers find their callers."""
    order = OrderedExecution(3)
    log: list[int] = []

    def take(turn: int) -> str:
        def action() -> str:
            log.append(turn)
            return f"answer {turn}"

        return order.run(turn, action)

    answers = together(lambda: take(2), lambda: take(1), lambda: take(0))
    assert log == [0, 1, 2], f"the turns ran in the order {log}"
    assert answers == ["answer 2", "answer 1", "answer 0"], f"turns 2, 1, 0 returned {answers}"


def test_two_threads_alternate() -> None:
    """One thread takes the even turns and one the odd ones, and they mesh."""
    order = OrderedExecution(4)
    log: list[int] = []

    def take(*turns: int) -> None:
        for turn in turns:
            order.run(turn, lambda turn=turn: log.append(turn))

    together(lambda: take(1, 3), lambda: take(0, 2))
    assert log == [0, 1, 2, 3], f"the turns ran in the order {log}"


def test_of_two_who_ask_for_one_turn_one_gets_it() -> None:
    """Two threads ask for the same turn at once: one action runs, the other thread is refused."""
    order = OrderedExecution(1)

    def ask(name: str) -> object:
        try:
            return order.run(0, lambda: name)
        except RuntimeError:
            return "refused"

    answers = together(lambda: ask("one"), lambda: ask("two"))
    legal = (["one", "refused"], ["refused", "two"])
    assert answers in legal, f"two threads that both asked for turn 0 were answered {answers}"


def test_a_failing_turn_wakes_the_next() -> None:
    """Two turns wait when the action before them raises, and both go ahead, in order."""
    order = OrderedExecution(3)
    boom = ArithmeticError("boom")
    log: list[int] = []
    errors = together(
        lambda: error_of(order.run, 1, lambda: log.append(1)),
        lambda: error_of(order.run, 2, lambda: log.append(2)),
        lambda: error_of(order.run, 0, raiser(boom)),
    )
    assert log == [1, 2], f"after the failed turn 0 the others ran in the order {log}"
    assert errors == [None, None, boom], f"only turn 0 raised, yet the callers got {errors}"


@pytest.mark.symptom("error_contract")
def test_an_action_that_asks_for_its_own_turn_is_refused() -> None:
    """From inside an action its own turn and a turn outside the range are errors, at once."""
    order = OrderedExecution(2)

    def action() -> Errors:
        return error_of(order.run, 0, lambda: None), error_of(order.run, 2, lambda: None)

    again, outside = order.run(0, action)
    assert isinstance(again, RuntimeError), f"turn 0 inside turn 0 gave {again!r}"
    assert isinstance(outside, ValueError), f"turn 2 of 2 inside turn 0 gave {outside!r}"
    assert order.run(1, lambda: "next") == "next", "turn 1 works after such errors"


def test_errors_do_not_wait_for_a_running_action() -> None:
    """While the action of turn 0 runs, another thread is refused turn 0 and turn 2 at once."""
    order = OrderedExecution(2)
    meeting = threading.Barrier(2)

    def long_action() -> str:
        meeting.wait()
        meeting.wait()
        return "done"

    def ask() -> Errors:
        meeting.wait()
        again = error_of(order.run, 0, lambda: None)
        outside = error_of(order.run, 2, lambda: None)
        meeting.wait()
        return again, outside

    answer, (again, outside) = together(lambda: order.run(0, long_action), ask)
    assert isinstance(again, RuntimeError), f"turn 0 during turn 0 gave {again!r}"
    assert isinstance(outside, ValueError), f"turn 2 of 2 during turn 0 gave {outside!r}"
    assert answer == "done", f"the long action of turn 0 returned {answer!r}"


def test_a_turn_that_still_waits_is_not_given_out_again() -> None:
    """Two threads ask for turn 1; the refused one hears of it at once and then takes turn 0."""
    order = OrderedExecution(2)
    log: list[int] = []

    def ask() -> str:
        try:
            order.run(1, lambda: log.append(1))
        except RuntimeError:
            order.run(0, lambda: log.append(0))
            return "refused"
        return "given"

    answers = together(ask, ask)
    assert answers.count("refused") == 1, f"two threads asked for turn 1: {answers}"
    assert log == [0, 1], f"the turns ran in the order {log}"


def test_two_orders_have_nothing_to_do_with_each_other() -> None:
    """A turn of one order waits for turns of that order only."""
    mine, yours = OrderedExecution(2), OrderedExecution(2)
    log: list[str] = []
    answers = together(
        lambda: mine.run(1, lambda: log.append("second")),
        lambda: mine.run(0, lambda: yours.run(0, lambda: "yours")),
        lambda: yours.run(1, lambda: "also yours"),
    )
    assert answers == [None, "yours", "also yours"], f"two orders answered {answers}"
    assert log == ["second"], f"turn 1 of the first order ran {len(log)} times"


@pytest.mark.fair_clock
@pytest.mark.virtual_time
def test_a_turn_that_has_to_wait_neither_spins_nor_polls() -> None:
    """Turns wait asleep for a turn nobody has asked for yet, and then for its long action."""
    order = OrderedExecution(3)
    log: list[int] = []

    def take(turn: int) -> threading.Thread:
        thread = threading.Thread(target=order.run, args=(turn, lambda: log.append(turn)))
        thread.start()
        return thread

    waiting = [take(2), take(1)]
    time.sleep(60)
    assert log == [], f"turns {log} ran before turn 0 was asked for"
    order.run(0, lambda: time.sleep(60))
    for thread in waiting:
        thread.join()
    assert log == [1, 2], f"the waiting turns ran in the order {log}"
