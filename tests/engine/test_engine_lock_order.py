"""Deadlocks are predicted from an execution without one, and then shown or dropped."""

from __future__ import annotations

from judge.engine.explore import explore
from judge.engine.result import Exploration, OutcomeKind
from tests.engine.helpers import program


def predicted(text: str) -> Exploration:
    return explore(program(text), strategy="lock_order")


def crossing(first: str, second: str, run: str = "together(one, two)") -> str:
    return f"""
    import threading
    from threading import Thread
    from aid import together

    def main():
        a, b, gate = threading.Lock(), threading.RLock(), threading.Lock()

        def one():
            for _ in range(30):
                with a:
                    pass
            {first}
                pass

        def two():
            for _ in range(30):
                with b:
                    pass
            {second}
                pass

        {run}
    """


def test_two_orders_of_two_locks_are_steered_into_their_deadlock() -> None:
    found = predicted(crossing("with a, b:", "with b, a:"))
    assert found.failure is not None
    assert found.failure.outcome.kind is OutcomeKind.DEADLOCK
    assert found.executions == 2


def test_one_order_predicts_nothing() -> None:
    found = predicted(crossing("with a, b:", "with a, b:"))
    assert (found.failure, found.executions) == (None, 1)


def test_a_gate_lock_keeps_the_threads_apart() -> None:
    found = predicted(crossing("with gate, a, b:", "with gate, b, a:"))
    assert (found.failure, found.executions) == (None, 1)


def test_a_prediction_that_cannot_come_true_is_dropped() -> None:
    one_after_the_other = "together(one, int); together(two)"
    found = predicted(crossing("with a, b:", "with b, a:", one_after_the_other))
    assert (found.failure, found.executions) == (None, 2)


def test_a_cycle_through_three_threads_is_found_too() -> None:
    text = """
        import threading
        from aid import together

        def main():
            forks = [threading.Lock() for _ in range(3)]

            def eat(seat):
                with forks[seat], forks[(seat + 1) % 3]:
                    pass

            together(*(lambda seat=seat: eat(seat) for seat in range(3)))
        """
    found = predicted(text)
    assert found.failure is not None
    assert found.failure.outcome.kind is OutcomeKind.DEADLOCK
    assert found.executions == 2
