"""What may be claimed of the executions that were not run."""

from __future__ import annotations

from random import Random

import pytest
from helpers import program, racing

from judge.engine.explore import Budget, explore
from judge.engine.result import Claim
from judge.engine.strategies import bounded

SMALL = racing("c.n += 1", result="c.n")
LARGE = """
    from aid import together

    def main():
        box = {"a": 0, "b": 0}

        def work():
            for key in ("a", "b", "a", "b"):
                box[key] += 1

        together(work, work, work)
    """
ON_THE_CLOCK = """
    import time
    from aid import together

    def main(record):
        def look():
            began = time.monotonic()
            record(time.monotonic() - began)

        together(look, lambda: time.sleep(1))
    """


def claimed(
    text: str, executions: int, strategy: str = "portfolio"
) -> tuple[Claim | None, int | None]:
    found = explore(program(text), strategy=strategy, budget=Budget(executions=executions))
    assert found.failure is None
    return found.claim, found.preemption_bound


def test_a_small_program_is_complete() -> None:
    assert claimed(SMALL, 400) == (Claim.COMPLETE, None)


def test_too_few_executions_are_a_sample() -> None:
    assert claimed(LARGE, 60) == (Claim.SAMPLED, None)


def test_a_large_program_is_complete_up_to_the_preemptions_that_were_exhausted() -> None:
    claim, bound = claimed(LARGE, 900)
    assert claim is Claim.COMPLETE_TO_BOUND
    assert bound is not None
    assert claimed(LARGE, 600, "bounded")[1] in (bound, bound + 1)


def test_more_to_choose_from_takes_a_bound_back() -> None:
    search = bounded.make(Random(0))
    search.limit, search.bound = 2, 1
    search.restart()
    assert (search.limit, search.bound) == (0, None)


def test_a_look_at_the_clock_does_not_stand_in_the_way_of_completeness() -> None:
    assert claimed(ON_THE_CLOCK, 400) == (Claim.COMPLETE, None)


def test_an_execution_without_a_choice_is_not_all_when_it_shows_what_is_shared() -> None:
    text = """
        import threading

        def main():
            box = [0]

            def write():
                box[0] = 1

            thread = threading.Thread(target=write)
            thread.start()
            seen = box[0]
            thread.join()
            assert seen == 0
        """
    assert explore(program(text)).failure is not None


@pytest.mark.parametrize("step", ["next(numbers)", "[number for number in numbers]"])
def test_a_generator_that_threads_share_stands_in_the_way_of_completeness(step: str) -> None:
    text = f"""
        from aid import together

        def count():
            yield 1
            yield 2

        def main():
            numbers = count()
            together(lambda: {step}, lambda: {step})
        """
    assert claimed(text, 400) == (Claim.SAMPLED, None)


def test_a_generator_of_each_threads_own_does_not() -> None:
    text = """
        from aid import together

        def main():
            together(*[lambda: next(number for number in [1, 2])] * 2)
        """
    assert claimed(text, 400) == (Claim.COMPLETE, None)
