"""A thread may interrupt the main one, which hears of it when it goes on."""

from __future__ import annotations

import pytest
from helpers import ends, failure_of, search

from judge.engine.result import ClockMode
from judge.engine.rules import Rules

HEAD = """
    import _thread, signal, threading, time
    from aid import begin

"""


@pytest.mark.parametrize(
    "waiting",
    [
        "thread.join()",
        "event.wait()",
        "time.sleep(10)",
        "while True: time.sleep(1)",
        "while True: c.n",
    ],
)
def test_the_main_thread_is_interrupted_in_what_it_waits_in(waiting: str) -> None:
    text = f"""{HEAD}
    class C:
        n = 0

    def main(record):
        c, event = C(), threading.Event()
        def work():
            c.n = 1
            _thread.interrupt_main()
            event.set()
        (thread,) = begin(work)
        try:
            {waiting}
            time.sleep(1)
        except KeyboardInterrupt:
            record("interrupted")
    """
    assert ends(text, rules=Rules(clock=ClockMode.FAIR)) == {"interrupted"}


def test_a_blocked_main_thread_is_not_woken_for_it() -> None:
    text = f"""{HEAD}
    def main():
        begin(_thread.interrupt_main)
        threading.Event().wait()
    """
    assert "lost_wakeup" in ends(text)


def test_a_lock_that_is_waited_for_is_had_and_given_back() -> None:
    text = f"""{HEAD}
    def main(record):
        ready, done = threading.Condition(), []
        def work():
            with ready:
                _thread.interrupt_main()
                done.append(1)
                ready.notify()
        (thread,) = begin(work)
        try:
            with ready:
                while not done:
                    ready.wait()
            thread.join()
        except KeyboardInterrupt:
            with ready:
                record("interrupted")
    """
    assert ends(text) == {"interrupted"}


def test_what_nobody_catches_is_a_failure_that_can_be_told() -> None:
    failure = failure_of(f"""{HEAD}
    def main():
        (thread,) = begin(_thread.interrupt_main)
        thread.join()
    """)
    assert failure.outcome.error == "KeyboardInterrupt"
    assert "KeyboardInterrupt left MainThread" in failure.outcome.message


def test_the_main_thread_interrupts_itself_at_once() -> None:
    text = f"""{HEAD}
    def main(record):
        try:
            _thread.interrupt_main()
            record("went on")
        except KeyboardInterrupt:
            record("interrupted")
    """
    assert ends(text) == {"interrupted"}


def test_the_handler_of_another_signal_is_called_and_none_does_nothing() -> None:
    text = f"""{HEAD}
    def main(record):
        seen = []
        before = signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
        try:
            (thread,) = begin(lambda: _thread.interrupt_main(signal.SIGUSR1))
            thread.join()
            _thread.interrupt_main(signal.SIGUSR2)
        finally:
            signal.signal(signal.SIGUSR1, before)
        record(seen == [signal.SIGUSR1])
    """
    assert ends(text) == {True}


def test_a_signal_that_does_not_exist_is_refused() -> None:
    text = f"""{HEAD}
    def main():
        _thread.interrupt_main(1000)
    """
    assert ends(text) == {"ValueError"}


def test_nothing_is_claimed_to_be_complete() -> None:
    found = search(f"""{HEAD}
    def main():
        try:
            (thread,) = begin(_thread.interrupt_main)
            thread.join()
        except KeyboardInterrupt:
            pass
    """)
    assert found.failure is None
    assert found.claim == "sampled"
    assert "the main thread was interrupted" in (found.note or "")
