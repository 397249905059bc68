"""The examples of the prompt, to run by hand: ``pytest test_examples.py``."""

import threading

import pytest
from ordered_execution import OrderedExecution


def test_one_thread_takes_the_turns_in_order() -> None:
    order = OrderedExecution(2)
    assert order.run(0, lambda: "hello") == "hello"
    assert order.run(1, lambda: "world") == "world"


def test_three_threads_take_their_turns_however_they_arrive() -> None:
    order = OrderedExecution(3)
    said: list[str] = []
    words = {2: "third", 0: "first", 1: "second"}
    threads = [
        threading.Thread(target=order.run, args=(turn, lambda word=word: said.append(word)))
        for turn, word in words.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == ["first", "second", "third"]


def test_a_turn_can_be_asked_for_once() -> None:
    order = OrderedExecution(1)
    order.run(0, lambda: "hello")
    with pytest.raises(RuntimeError):
        order.run(0, lambda: "again")


def test_a_turn_beyond_the_last_is_an_error() -> None:
    order = OrderedExecution(1)
    with pytest.raises(ValueError):  # noqa: PT011 - any message will do
        order.run(1, lambda: "beyond")


def test_an_action_that_raises_completes_its_turn() -> None:
    order = OrderedExecution(2)
    with pytest.raises(ZeroDivisionError):
        order.run(0, lambda: 1 // 0)
    assert order.run(1, lambda: "next") == "next"
