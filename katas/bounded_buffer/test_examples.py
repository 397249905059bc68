"""The examples of the prompt, to try a first version on."""

import threading

import pytest
from bounded_buffer import BoundedBuffer


def test_first_in_first_out():
    buffer = BoundedBuffer(2)
    buffer.put("tea")
    buffer.put("cake")
    assert len(buffer) == 2
    assert buffer.get() == "tea"
    assert buffer.get() == "cake"
    assert len(buffer) == 0


def test_a_full_buffer_refuses_a_put_that_will_not_wait():
    buffer = BoundedBuffer(1)
    buffer.put("tea")
    with pytest.raises(TimeoutError):
        buffer.put("cake", timeout=0)
    assert len(buffer) == 1


def test_an_empty_buffer_has_nothing_for_a_get_that_will_not_wait():
    buffer = BoundedBuffer(1)
    with pytest.raises(TimeoutError):
        buffer.get(timeout=0)


def test_nonsense_is_refused():
    with pytest.raises(ValueError):  # noqa: PT011 - the wording is up to you
        BoundedBuffer(0)
    with pytest.raises(ValueError):  # noqa: PT011
        BoundedBuffer(1).get(timeout=-1)


def test_a_producer_and_a_consumer():
    buffer = BoundedBuffer(1)
    got = []

    def consume():
        while len(got) < 3:
            got.append(buffer.get())

    consumer = threading.Thread(target=consume)
    consumer.start()
    for item in ("tea", "cake", "jam"):
        buffer.put(item)
    consumer.join()
    assert got == ["tea", "cake", "jam"]
